// section: 12.fuel
f = fiber(fn() => 1, {fuel: 100})
print(f.fuel()) // > 100
f.resume()
print(f.fuel()) // > 99
