// section: 9.9
// max-heap: 16777216
// skip-mode: gc-stress collecting at every charge point of so many takes hours
// skip-mode: round-trip storing after every unit of so many takes hours
// Large objects and blocks come and go.
fun row(n, value)
  made = []
  for i in range(n)
    push(made, value)
  return made
total = 0
for i in range(2000)
  a = row(2000 + i, i)
  s = repeat("x", 100000 + i)
  b = [a, s, row(300, s)]
  total += len(b[0]) + len(b[1]) + len(b[2])
print(total) // > 208598000
