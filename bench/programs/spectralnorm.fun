fun A(i, j)
  ij = i + j
  return 1.0 / (ij * (ij + 1) * 0.5 + i + 1)

fun Av(n, x, y)
  for i in range(0, n)
    a = 0.0
    for j in range(0, n)
      a = a + x[j] * A(i, j)
    y[i] = a

fun Atv(n, x, y)
  for i in range(0, n)
    a = 0.0
    for j in range(0, n)
      a = a + x[j] * A(j, i)
    y[i] = a

fun main()
  n = 1000
  u, v, t = [], [], []
  for i in range(0, n)
    push(u, 1.0)
    push(v, 0.0)
    push(t, 0.0)
  for _ in range(0, 5)
    Av(n, u, t)
    Atv(n, t, v)
    Av(n, v, t)
    Atv(n, t, u)
  vBv, vv = 0.0, 0.0
  for i in range(0, n)
    vBv = vBv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  return floor(sqrt(vBv / vv) * 1000000000)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
