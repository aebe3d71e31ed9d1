fun main()
  s = 0
  for i in range(1, 10001)
    for j in range(1, 10001)
      s = s + j
      if s >= 1000003
        s = s - 1000003
  return s

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
