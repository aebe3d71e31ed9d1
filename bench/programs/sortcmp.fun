fun main()
  x, a = 42, []
  for i in range(0, 1000000)
    x = (x * 16807) % 2147483647
    push(a, x)
  sort(a, fn(p, q) => p > q)
  return a[0] + a[500000] * 2 + a[999999] * 3

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
