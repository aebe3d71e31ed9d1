// section: 12.fuel 9.4
fun f()
  try
    try
      while true
        nil
    finally
      while true
        nil
  finally
    print("never")
g = fiber(f, {fuel: 100})
try
  g.resume()
catch e
  print(e.kind, g.status()) // > FuelExhausted cancelled
