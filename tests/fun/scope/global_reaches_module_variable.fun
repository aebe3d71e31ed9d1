// section: 3.global
fun f()
  global a, b
  a = 1
  b = 2
f()
a = a
b = b
print(a, b) // > 1 2
fun g()
  global a
  if true
    a += 10
  return a
print(g(), a) // > 11 11
