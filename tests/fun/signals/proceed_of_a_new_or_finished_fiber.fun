// section: 12.signals
f = fiber(fn() => 1)
try
  f.proceed()
catch e
  print(e.kind) // > FiberError
f.resume()
try
  f.proceed()
catch e
  print(e.kind) // > FiberError
