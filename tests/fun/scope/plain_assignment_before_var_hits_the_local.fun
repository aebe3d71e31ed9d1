// section: 3.binding
x = 1
fun f()
  x = 2
  var x = x + 1
  return x
print(f(), x) // > 3 1
