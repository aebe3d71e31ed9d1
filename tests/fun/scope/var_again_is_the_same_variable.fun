// section: 3.var
fun f()
  var x = 1
  g = fn() => x
  var x = 2
  return g()
print(f()) // > 2
