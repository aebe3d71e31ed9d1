// section: 12.suspension
fun g(a, b = yield "default")
  return [a, b]
f = fiber(fn() => g(1))
print(f.resume(), f.resume(2)) // > default [1, 2]
