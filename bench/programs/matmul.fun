fun matrix(n, seed)
  m = []
  for i in range(0, n)
    row = []
    for j in range(0, n)
      push(row, ((i * 31 + j * 17 + seed) % 100) * 0.25)
    push(m, row)
  return m

fun main()
  n = 300
  a, b, c = matrix(n, 3), matrix(n, 7), []
  for i in range(0, n)
    ai, ci = a[i], []
    for j in range(0, n)
      s = 0.0
      for k in range(0, n)
        s = s + ai[k] * b[k][j]
      push(ci, s)
    push(c, ci)
  t = 0.0
  for i in range(0, n)
    for j in range(0, n)
      t = t + c[i][j] * ((i + j + 2) % 7)
  return floor(t)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
