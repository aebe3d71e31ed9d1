// section: 12.fibers
f = fiber(fn(a) => a)
try
  f.resume()
catch e
  print(e) // > ArityError: <fn>() expects 1 argument, got 0
print(f.status()) // > error
