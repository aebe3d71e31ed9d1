// section: 12.fibers
fun f()
  return yield 1
g = fiber(f)
g.resume()
print(g.resume()) // > nil
