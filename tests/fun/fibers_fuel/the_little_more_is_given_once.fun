// section: 12.fuel
turns = 0
fun f()
  while true
    try
      while true
        turns += 1
    catch e
      nil
g = fiber(f, {fuel: 1000})
try
  g.resume()
catch e
  print(e.kind, g.status()) // > FuelExhausted cancelled
print(turns > 10000, turns < 11001) // > true true
