// section: 12.fuel 12.fibers
fun work(n)
  s = 0
  for i in range(n)
    s += i
  return s
f = fiber(work, {fuel: 1000000})
f.resume(100)
a = f.fuel()
g = fiber(work, {fuel: 1000000})
g.resume(200)
print(a - g.fuel()) // > 100
