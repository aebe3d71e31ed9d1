// section: 12.fibers
f = fiber(fn() => 1)
f.resume()
try
  f.resume()
catch e
  print(e) // > FiberError: cannot resume a done fiber
