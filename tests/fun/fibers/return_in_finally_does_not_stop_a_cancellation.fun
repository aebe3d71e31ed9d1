// section: 12.fibers 9.4
fun inner()
  try
    yield 1
  finally
    return "kept"
fun f()
  x = inner()
  print("never", x)
g = fiber(f)
g.resume()
g.cancel()
print(g.status()) // > cancelled
