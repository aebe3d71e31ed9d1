// section: 12.fuel
fun* g()
  for i in range(10)
    for j in range(10)
      nil
    yield i
fun total()
  s = 0
  for x in g()
    s += x
  return s
f = fiber(total, {fuel: 13, mask: ["fuel"]})
r = f.resume()
while is_signal(r)
  f.add_fuel(13)
  r = f.resume()
print(r) // > 45
