// section: 12.fuel
fun f()
  try
    while true
      nil
  catch e
    return "caught " + e.kind
g = fiber(f, {fuel: 10, mask: ["fuel"]})
g.resume()
print(g.proceed()) // > caught FuelExhausted
