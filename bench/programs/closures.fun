fun mk(k)
  return fn(x) => x + k

fun main()
  fs = []
  for i in range(0, 8)
    push(fs, mk(i * 3 + 1))
  acc = 0
  for i in range(0, 30000000)
    acc = fs[i % 8](acc)
    if acc >= 1000003
      acc = acc - 1000003
  return acc

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
