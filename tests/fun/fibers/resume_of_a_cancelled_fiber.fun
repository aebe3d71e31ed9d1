// section: 12.fibers
f = fiber(fn() => 1)
f.cancel()
try
  f.resume()
catch e
  print(e) // > FiberError: cannot resume a cancelled fiber
