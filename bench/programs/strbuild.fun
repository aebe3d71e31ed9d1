fun main()
  pieces = []
  for i in range(0, 26)
    push(pieces, substr("abcdefghijklmnopqrstuvwxyz", i, 1))
  buf = []
  for i in range(0, 10000000)
    push(buf, pieces[i % 26])
  s = join(buf, "")
  sum = 0
  for i in range(0, len(s), 1000)
    sum = sum + byte_at(s, i)
  return len(s) + sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
