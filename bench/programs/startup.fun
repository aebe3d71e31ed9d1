fun main()
  return 0

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
