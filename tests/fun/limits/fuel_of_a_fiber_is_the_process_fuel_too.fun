// section: 12.fuel
fun forever()
  while true
    nil
f = fiber(forever, {fuel: 1000000, mask: ["fuel"]})
try
  f.resume()
  print("never")
finally
  print("finally", f.status()) // > finally cancelled
// limits: --fuel=400
// exit: 1
// stderr: out of fuel
