fun ack(m, n)
  if m == 0
    return n + 1
  if n == 0
    return ack(m - 1, 1)
  return ack(m - 1, ack(m, n - 1))

fun main()
  return ack(3, 9)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
