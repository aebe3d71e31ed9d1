// section: 12.fibers 16.1
try
  freeze([fiber(fn() => 1)])
catch e
  print(e) // > ValueError: cannot freeze a Fiber
