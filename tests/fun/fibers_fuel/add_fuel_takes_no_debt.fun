// section: 12.fuel
f = fiber(fn() => 1, {fuel: 5})
try
  f.add_fuel(-1)
catch e
  print(e.kind) // > ValueError
f.add_fuel(5)
print(f.fuel()) // > 10
