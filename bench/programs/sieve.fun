fun main()
  n, flags, count = 10000000, [], 0
  for i in range(0, n + 1)
    push(flags, true)
  for i in range(2, n + 1)
    if flags[i]
      count = count + 1
      if i * i <= n
        for k in range(i * i, n + 1, i)
          flags[k] = false
  return count

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
