// section: 12.fuel
fun work()
  for i in range(50)
    nil
inner = fiber(work, {fuel: 1000})
middle = fiber(fn() => inner.resume(), {fuel: 1000})
outer = fiber(fn() => middle.resume(), {fuel: 1000})
outer.resume()
print(inner.fuel() > middle.fuel(), middle.fuel() > outer.fuel(), outer.fuel() > 900) // > true true true
