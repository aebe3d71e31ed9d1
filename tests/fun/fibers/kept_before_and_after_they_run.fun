// section: 12.fibers 16.10.fibers
// Nothing but the fiber holds its function before it begins, and nothing of it is left when it has returned.
fs = range(200).map(fn(i) => fiber(fn(x) => [i, x]))
waste = nil
for i in range(3000)
  waste = [waste, i]
  if i % 50 == 0
    waste = nil
print(fs[7].status(), fs[199].done(), fs[7].name() == nil, fs[0].signal() == nil, fs[0].fuel() == nil) // > new false true true true
results = fs.map(fn(f) => f.resume("x"))
print(results[0], results[199], fs.map(fn(f) => f.status()).unique()) // > [0, x] [199, x] [done]
print(fs[7].done(), fs[7].name() == nil, fs[7].signal() == nil) // > true true true
try
  fs[7].resume()
catch e
  print(e) // > FiberError: cannot resume a done fiber
print(fs[7].status(), fs[7].cancel() == nil) // > done true

// One that runs others that end before it waits again, and waits once more.
fun inner(n)
  yield n
  return n + 1
fun outer()
  a = fiber(inner)
  x = a.resume(1)
  yield x
  y = a.resume()
  b = fiber(inner)
  yield y + b.resume(10)
  return b.resume()
o = fiber(outer)
print(o.resume(), o.resume(), o.resume(), o.status()) // > 1 12 11 done
