// section: 12.signals
// The last Signal, also when the fiber goes on, yields or has ended.
fun work()
  emit("x", 1)
  yield 2
  emit("y", 3)
  return 4
f = fiber(work, {mask: ["x", "y", "yield"]})
print(f.signal()) // > nil
s = f.resume()
print(f.signal() is s) // > true
print(f.resume(), f.signal() is s) // > 2 true
t = f.resume()
print(f.signal() is t, t.name) // > true y
print(f.resume(), f.status(), f.signal() is t) // > 4 done true
g = fiber(fn() => 1)
g.resume()
print(g.signal()) // > nil
h = fiber(fn() => yield 1, {mask: ["x", "yield"]})
h.resume()
try
  h.proceed()
catch e
  print(e, h.signal()) // > FiberError: yield outside a fiber nil
