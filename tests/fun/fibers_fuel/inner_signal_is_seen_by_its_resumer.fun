// section: 12.fuel
fun forever()
  while true
    nil
inner = fiber(forever, {fuel: 10, mask: ["fuel"]})
fun run()
  s = inner.resume()
  return [s.name, s.value is inner]
outer = fiber(run, {fuel: 10000, mask: ["fuel"]})
print(outer.resume()) // > [fuel, true]
