// section: 12.fuel
fun forever()
  while true
    nil
child = fiber(forever, {fuel: 1000000})
parent = fiber(fn() => child.resume(), {fuel: 100})
try
  parent.resume()
catch e
  print(e.kind, parent.status(), child.status()) // > FuelExhausted error error
