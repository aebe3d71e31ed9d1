// section: 12.fuel
f = fiber(fn() => 1)
f.add_fuel(10)
print(f.fuel()) // > nil
