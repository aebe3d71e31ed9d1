fun bottomup(d)
  if d == 0
    return [false, false]
  return [bottomup(d - 1), bottomup(d - 1)]

fun check(t)
  if t[0]
    return 1 + check(t[0]) + check(t[1])
  return 1

fun main()
  maxd, total = 16, 0
  total = total + check(bottomup(maxd + 1))
  long = bottomup(maxd)
  for d in range(4, maxd + 1, 2)
    iters = 1
    for _ in range(0, maxd - d + 4)
      iters = iters * 2
    for _ in range(0, iters)
      total = total + check(bottomup(d))
  return total + check(long)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
