// section: 12.fibers
fun f()
  yield 1
  throw "late"
g = fiber(f)
print(g.resume()) // > 1
try
  g.resume()
catch e
  print(e) // > late
