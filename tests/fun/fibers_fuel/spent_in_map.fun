// section: 12.fuel 12.suspension
f = fiber(fn() => map(range(100), fn(x) => x * 2), {fuel: 10, mask: ["fuel"]})
r = f.resume()
while is_signal(r)
  f.add_fuel(10)
  r = f.resume()
print(sum(r)) // > 9900
