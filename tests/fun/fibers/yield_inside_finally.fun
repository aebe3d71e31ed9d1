// section: 12.fibers 9.4
fun f()
  try
    return "result"
  finally
    yield "in finally"
g = fiber(f)
print(g.resume(), g.resume()) // > in finally result
