fun ping(n, s)
  if n == 0
    return s
  if s >= 1000003
    s = s - 1000003
  return pong(n - 1, s + n % 5)

fun pong(n, s)
  if n == 0
    return s
  return ping(n - 1, s + 3)

fun main()
  return ping(100000000, 0)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
