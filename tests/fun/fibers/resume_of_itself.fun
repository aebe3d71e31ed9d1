// section: 12.fibers
fun f()
  try
    return fiber_current().resume()
  catch e
    return e.message
print(fiber(f).resume()) // > cannot resume a running fiber
