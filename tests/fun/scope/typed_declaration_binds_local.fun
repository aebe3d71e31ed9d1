// section: 3.var
x = 1
fun f()
  number x = 2
  x += 1
  return x
print(f(), x) // > 3 1
