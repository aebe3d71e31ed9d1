// section: 12.fibers 9.4
fun f()
  try
    try
      yield 1
    finally
      throw "from finally"
  finally
    print("outer finally") // > outer finally
g = fiber(f)
g.resume()
try
  g.cancel()
catch e
  print("caught", e) // > caught from finally
print(g.status()) // > cancelled
