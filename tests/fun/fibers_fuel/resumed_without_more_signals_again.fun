// section: 12.fuel
fun forever()
  while true
    nil
f = fiber(forever, {fuel: 10, mask: ["fuel"]})
print(f.resume().name, f.resume().name, f.resume().name) // > fuel fuel fuel
