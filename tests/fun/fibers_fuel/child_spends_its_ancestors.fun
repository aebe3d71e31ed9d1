// section: 12.fuel
fun work(n)
  for i in range(n)
    nil
fun parent()
  fiber(work).resume(100)
f = fiber(parent, {fuel: 1000})
g = fiber(parent, {fuel: 1000})
f.resume()
print(1000 - f.fuel() > 100) // > true
print(f.fuel() < 900) // > true
