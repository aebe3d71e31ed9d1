// section: 12.fuel
fun work()
  while true
    for i in range(10)
      nil
    yield
shared = fiber(work)
fun drive()
  shared.resume()
a = fiber(drive, {fuel: 1000})
b = fiber(drive, {fuel: 1000})
a.resume()
b.resume()
print(a.fuel() < 990, b.fuel() < 990) // > true true
