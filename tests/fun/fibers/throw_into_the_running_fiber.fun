// section: 12.fibers
fun f()
  try
    fiber_current().throw("it")
  catch e
    return e.kind
print(fiber(f).resume()) // > FiberError
