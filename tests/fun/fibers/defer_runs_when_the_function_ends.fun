// section: 12.fibers 9.5
fun f()
  defer print("deferred")
  yield 1
g = fiber(f)
print(g.resume()) // > 1
g.resume() // > deferred
