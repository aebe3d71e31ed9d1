// section: 12.fibers 7.8
fun deepest(n)
  if n == 0
    return yield "deep"
  return 1 + deepest(n - 1)
f = fiber(deepest)
print(f.resume(100)) // > deep
print(f.resume(5)) // > 105
