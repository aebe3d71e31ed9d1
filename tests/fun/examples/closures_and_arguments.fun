// section: 5.calls 7.5
fun make()
  n = 0
  fun inc(by = 1)
    n += by
    return n
  return inc
c = make()
c()
print(c(by: 4), c()) // > 5 6
fs = []
for i in range(3)
  push(fs, fn() => i)
print(fs.map(fn(f) => f()), i) // > [0, 1, 2] 2
