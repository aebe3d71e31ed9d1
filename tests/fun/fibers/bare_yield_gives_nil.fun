// section: 12.fibers
fun f()
  x = yield
  return x
g = fiber(f)
print(g.resume(), g.resume("back")) // > nil back
