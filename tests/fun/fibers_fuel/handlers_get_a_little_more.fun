// section: 12.fuel 9.4
fun f()
  try
    while true
      nil
  catch e
    for i in range(100)
      nil
    return "handled " + e.kind
  finally
    print("finally") // > finally
print(fiber(f, {fuel: 50}).resume()) // > handled FuelExhausted
