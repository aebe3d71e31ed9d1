// section: 12.fuel
fun forever()
  while true
    nil
inner = fiber(forever, {fuel: 100, mask: ["fuel"]})
fun run()
  return inner.resume()
outer = fiber(run, {fuel: 102, mask: ["fuel"]})
s = outer.resume()
print(s.value is outer, s.value is inner) // > true false
