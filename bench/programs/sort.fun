fun main()
  x, a = 42, []
  for i in range(0, 1000000)
    x = (x * 16807) % 2147483647
    push(a, x)
  sort(a)
  return a[0] + a[499999] + a[999999]

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
