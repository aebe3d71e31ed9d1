// section: 3.binding
x = 1
fun f(x)
  x = x + 10
  return x
print(f(5), x) // > 15 1
