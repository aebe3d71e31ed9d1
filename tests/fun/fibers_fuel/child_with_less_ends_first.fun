// section: 12.fuel
fun forever()
  while true
    nil
fun parent()
  child = fiber(forever, {fuel: 50})
  try
    child.resume()
  catch e
    return e.kind
f = fiber(parent, {fuel: 100000})
print(f.resume()) // > FuelExhausted
