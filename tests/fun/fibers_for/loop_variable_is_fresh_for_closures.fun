// section: 6.for-lazy
fun* g()
  yield 1
  yield 2
fs = []
for x in g()
  push(fs, fn() => x)
print(fs.map(fn(f) => f())) // > [1, 2]
