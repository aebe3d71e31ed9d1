// section: 12.fuel
fun f()
  i = 0
  while i < 10
    i += 1
g = fiber(f, {fuel: 1000})
g.resume()
print(g.fuel())
// stdout:
// | 989
