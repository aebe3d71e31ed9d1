// section: 12.fuel
outer = nil
fun inner()
  try
    outer.add_fuel(1000000)
  catch e
    return e.kind
outer = fiber(fn() => fiber(inner).resume(), {fuel: 1000})
print(outer.resume()) // > FiberError
