// section: 12.suspension
fun all()
  a = map([1, 2], fn(x) => yield x)
  b = filter(a, fn(x) => yield x)
  return reduce(b, 0, fn(s, x) => s + (yield x))
f = fiber(all)
print(f.resume(), f.resume(10), f.resume(20), f.resume(true), f.resume(true), f.resume(5), f.resume(7)) // > 1 2 10 20 10 20 12
