fun inner(i)
  if i % 2 == 0
    throw i
  throw i + 1

fun outer(i)
  inner(i)
  return 0

fun main()
  acc = 0
  for i in range(0, 5000000)
    try
      outer(i)
    catch e
      acc = acc + e % 7
  return acc

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
