// section: 12.fibers 9.4
fun f()
  try
    yield 1
  finally
    print("finally") // > finally
  return 2
g = fiber(f)
g.resume()
print(g.resume()) // > 2
