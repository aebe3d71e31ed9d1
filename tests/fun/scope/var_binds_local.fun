// section: 3.var
x = 1
fun f()
  var x = 2
  x += 1
  return x
print(f(), x) // > 3 1
fun outer()
  n = 1
  fun inner()
    var n = 5
    n += 1
    return n
  return [inner(), n]
print(outer()) // > [6, 1]
var m = 4
fun g()
  m = 5
g()
print(m) // > 5
var m = 6
print(m) // > 6
