// section: 12.fuel 9.4
fun f()
  try
    while true
      nil
  finally
    print("finally") // > finally
g = fiber(f, {fuel: 10, mask: ["fuel"]})
g.resume()
g.cancel()
print(g.status()) // > cancelled
