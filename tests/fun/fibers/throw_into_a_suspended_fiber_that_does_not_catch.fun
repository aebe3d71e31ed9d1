// section: 12.fibers
fun f()
  yield 1
g = fiber(f)
g.resume()
try
  g.throw("it")
catch e
  print(e, g.status()) // > it error
