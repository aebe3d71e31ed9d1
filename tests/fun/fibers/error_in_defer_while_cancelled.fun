// section: 12.fibers 9.5
fun f()
  defer print("first registered, last run")
  defer throw "from defer"
  yield 1
g = fiber(f)
g.resume()
try
  g.cancel() // > first registered, last run
catch e
  print("caught", e) // > caught from defer
