// section: 12.fibers
outer = nil
fun inner()
  try
    return outer.resume()
  catch e
    return e.message
outer = fiber(fn() => fiber(inner).resume())
print(outer.resume()) // > cannot resume a running fiber
