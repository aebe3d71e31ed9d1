// section: 12.signals
fun f()
  try
    return yield 1
  catch e
    return e.message
g = fiber(f)
g.resume()
print(g.proceed()) // > yield outside a fiber
