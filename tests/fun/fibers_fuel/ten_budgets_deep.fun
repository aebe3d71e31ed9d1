// section: 12.fuel
fun nest(n)
  if n == 0
    while true
      nil
  return fiber(nest, {fuel: 1000 - n}).resume(n - 1)
f = fiber(nest, {fuel: 500, mask: ["fuel"]})
s = f.resume(10)
print(s.value is f, f.fuel()) // > true 0
