// section: 12.fibers
fun f()
  try
    yield 1
  finally
    print("once") // > once
g = fiber(f)
g.resume()
g.cancel()
g.cancel()
print(g.status()) // > cancelled
