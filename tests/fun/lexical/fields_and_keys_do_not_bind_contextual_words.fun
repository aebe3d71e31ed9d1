// section: 1.contextual
m = {throw: 1, defer: 2}
m.var = 3
class C()
  const = 4
  fun global(this) => 5
fun f(a)
  return a
try
  throw "x"
catch err
  print(err, m.throw, m.var, C().const, C().global()) // > x 1 3 4 5
