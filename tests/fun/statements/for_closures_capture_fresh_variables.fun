// section: 6.fresh 7.5
fs = []
for i in range(3)
  push(fs, fn() => i)
print(fs.map(fn(f) => f())) // > [0, 1, 2]
fun make()
  gs = []
  for (i, x) in ["a", "b"]
    fun g()
      return [i, x]
    push(gs, g)
  return gs
print(make().map(fn(f) => f())) // > [[0, a], [1, b]]
hs = []
for n in [1, 2]
  push(hs, fn()
    n += 10
    return n
  )
print(hs[0](), hs[0](), hs[1]()) // > 11 21 12
