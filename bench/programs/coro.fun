fun main()
  fun* count()
    i = 0
    while true
      yield i
      i += 1
  co = count()
  s = 0
  for _ in range(20000000)
    s += co.resume()
  return s % 1000003

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
