// section: 7.1 7.4
fun maker(n) => fn(x)
  y = x * n
  return y + 1
print(maker(3)(4)) // > 13
g = fn(a) => fn(b) => fn(c) => a + b + c
print(g(1)(2)(3)) // > 6
