// section: 12.fuel
fun f()
  try
    fiber_current().add_fuel(1000000)
  catch e
    return e.kind
print(fiber(f, {fuel: 1000}).resume()) // > FiberError
