// section: 12.fuel
fun forever()
  while true
    nil
f = fiber(forever, {fuel: 50})
try
  f.resume()
catch e
  print(e) // > FuelExhausted: fuel exhausted
print(f.status()) // > error
