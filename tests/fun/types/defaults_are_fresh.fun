// section: 4.defaults
fun f()
  array a
  push(a, 1)
  return a
f()
print(f()) // > [1]
