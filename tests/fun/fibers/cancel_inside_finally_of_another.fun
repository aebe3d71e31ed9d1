// section: 12.fibers 9.4
fun inner()
  try
    yield 1
  finally
    print("inner") // > inner
fun outer()
  g = fiber(inner)
  g.resume()
  try
    yield 2
  finally
    g.cancel()
    print("outer", g.status()) // > outer cancelled
f = fiber(outer)
f.resume()
f.cancel()
