// section: 12.fibers
outer = nil
fun inner()
  try
    outer.cancel()
  catch e
    return e.kind
outer = fiber(fn() => fiber(inner).resume())
print(outer.resume()) // > FiberError
