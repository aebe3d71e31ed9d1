// section: 7.5 6.fresh
fs = []
fun f()
  i = 0
  while i < 3
    push(fs, fn() => i)
    i += 1
f()
print(fs.map(fn(g) => g())) // > [3, 3, 3]
