// section: 12.fibers 12.signals
fun bad()
  throw {"code": 7}
try
  fiber(bad).resume()
catch e
  print(e.code) // > 7
