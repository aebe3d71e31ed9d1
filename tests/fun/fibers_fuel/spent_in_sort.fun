// section: 12.fuel 12.suspension
f = fiber(fn(a) => sort(a), {fuel: 20, mask: ["fuel"]})
fun numbers(n)
  x = 7
  a = []
  for i in range(n)
    x = x * 1103515245 + 12345 & 2147483647
    push(a, x)
  return a
a = numbers(1500)
r = f.resume(a)
stops = 0
while is_signal(r)
  stops += 1
  f.add_fuel(20)
  r = f.resume()
print(stops > 5, r == sorted(a), r is a) // > true true true
