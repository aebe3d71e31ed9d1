// section: 4.parameters
fun f(uint8 a)
  first_value = a
  a = a + 10
  return [first_value, a]
print(f(250), f(300), f(true)) // > [250, 4] [44, 54] [1, 11]
fun g(float x) => kind(x)
print(g(1)) // > Float
g2 = fn(int8 x) => x
print(g2(200)) // > -56
