// section: 12.suspension
fun run(a)
  return sort(a, fn(x, y) => (yield nil) ?? x - y)
f = fiber(run)
g = fiber(run)
a = f.resume([3, 2, 1])
b = g.resume(["b", "a"].map(fn(c) => ord(c)))
while !f.done() || !g.done()
  if !f.done()
    a = f.resume()
  if !g.done()
    b = g.resume()
print(a, b) // > [1, 2, 3] [97, 98]
