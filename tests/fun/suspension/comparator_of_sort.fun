// section: 12.suspension
f = fiber(fn() => sort([3, 1, 2], fn(a, b) => yield [a, b]))
r = f.resume()
while !f.done()
  r = f.resume(r[0] - r[1])
print(r) // > [1, 2, 3]
