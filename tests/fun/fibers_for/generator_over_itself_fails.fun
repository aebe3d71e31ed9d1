// section: 6.for-lazy
f = nil
fun g()
  for x in f
    yield x
f = fiber(g)
try
  f.resume()
catch e
  print(e) // > FiberError: cannot resume a running fiber
