// section: 12.suspension
fun run()
  each([1, 2], fn(x) => yield x)
  return [any([1, 2], fn(x) => yield x), all([1, 2], fn(x) => yield x), find_index([5, 6], fn(x) => yield x), find_first([5, 6], fn(x) => yield x)]
f = fiber(run)
out = []
r = f.resume()
while !f.done()
  push(out, r)
  r = f.resume(r == 2 || r == 6)
print(out, r) // > [1, 2, 1, 2, 1, 5, 6, 5, 6] [true, false, 1, 6]
