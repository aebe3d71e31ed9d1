fun main()
  m, n = {}, 5000000
  for i in range(0, n)
    k = "k" + to_string((i * 7919) % 500009)
    m[k] = (m[k] ?? 0) + 1
  total = 0
  for i in range(0, 500009)
    v = m["k" + to_string(i)]
    if v
      total = total + v * v
  return total

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
