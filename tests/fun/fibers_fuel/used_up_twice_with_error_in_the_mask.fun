// section: 12.fuel
fun f()
  while true
    try
      while true
        nil
    catch e
      nil
g = fiber(f, {fuel: 10, mask: ["error"]})
s = g.resume()
print(s.name, s.value.kind, g.status()) // > error FuelExhausted cancelled
