// section: 12.fibers
f = fiber(fn() => 1 / 0)
try
  f.resume()
catch e
  print(e) // > Runtime error: division by zero
try
  f.resume()
catch e
  print(e.kind, e.message) // > FiberError cannot resume an error fiber
