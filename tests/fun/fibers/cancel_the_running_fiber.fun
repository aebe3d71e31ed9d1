// section: 12.fibers
fun f()
  try
    fiber_current().cancel()
  catch e
    return e.message
print(fiber(f).resume()) // > cannot cancel a running fiber
