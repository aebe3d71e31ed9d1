// section: 12.fuel
fun g()
  yield 1
f = fiber(g, {fuel: 100})
f.resume()
a = f.fuel()
for i in range(1000)
  nil
print(a == f.fuel()) // > true
