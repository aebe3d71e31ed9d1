// section: 12.fuel
fun sum(n)
  s = 0
  for i in range(n)
    s += i
  return s
f = fiber(sum, {fuel: 7, mask: ["fuel"]})
r = f.resume(100)
turns = 0
while is_signal(r)
  turns += 1
  f.add_fuel(7)
  r = f.resume("ignored")
print(r, turns) // > 4950 14
