// section: 12.fibers
f = fiber(fn() => 1)
f.resume()
try
  f.throw("it")
catch e
  print(e.kind) // > FiberError
