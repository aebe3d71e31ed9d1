// section: 12.fuel 12.suspension
// Its cost comes at once: what is there is paid, the rest later.
f = fiber(fn() => len(repeat("ab", 40000)), {fuel: 100, mask: ["fuel"]})
r = f.resume()
stops = 0
while is_signal(r)
  stops += 1
  f.add_fuel(100)
  r = f.resume()
print(r, stops > 0) // > 80000 true
