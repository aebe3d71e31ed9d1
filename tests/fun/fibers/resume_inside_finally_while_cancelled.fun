// section: 12.fibers
fun numbers()
  yield 1
  yield 2
fun f()
  try
    yield 0
  finally
    g = fiber(numbers)
    print(g.resume(), g.resume()) // > 1 2
g = fiber(f)
g.resume()
g.cancel()
