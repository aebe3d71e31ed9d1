// section: 12.fuel
count = 0
fun work()
  while true
    count += 1
f = fiber(work, {fuel: 1000, mask: ["fuel"]})
s = f.resume()
print(s.name, s.value is f, f.fuel(), count) // > fuel true 0 1000
f.add_fuel(500)
f.resume()
print(f.fuel(), count) // > 0 1500
