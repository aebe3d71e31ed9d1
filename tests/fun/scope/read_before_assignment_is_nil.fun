// section: 3.binding 3.reading
fun f()
  before = x
  x = 1
  return [before, x]
x = 9
print(f()) // > [nil, 1]
fun g(c)
  if c
    y = 1
  return y
print(g(true), g(false)) // > 1 nil
print(z) // > nil
z = 3
print(z) // > 3
