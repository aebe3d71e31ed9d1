// section: 12.fibers
fun f()
  try
    yield 1
  finally
    try
      yield 2
    catch e
      print(e.kind) // > FiberError
g = fiber(f)
g.resume()
g.cancel()
print(g.status()) // > cancelled
