// Indexes run from 1; element 0 is not used.
fun main()
  n = 10
  p, q, s, sign, maxflips, sum = [0], [0], [0], 1, 0, 0
  for i in range(1, n + 1)
    push(p, i)
    push(q, i)
    push(s, i)
  while true
    q0 = p[1]
    if q0 != 1
      for i in range(2, n + 1)
        q[i] = p[i]
      flips = 1
      while true
        qq = q[q0]
        if qq == 1
          sum = sum + sign * flips
          if flips > maxflips
            maxflips = flips
          break
        q[q0] = q0
        if q0 >= 4
          i, j = 2, q0 - 1
          while i < j
            q[i], q[j] = q[j], q[i]
            i = i + 1
            j = j - 1
        q0 = qq
        flips = flips + 1
    if sign == 1
      p[1], p[2] = p[2], p[1]
      sign = -1
    else
      p[2], p[3] = p[3], p[2]
      sign = 1
      i = 3
      while i <= n
        sx = s[i]
        if sx != 1
          s[i] = sx - 1
          break
        if i == n
          return sum * 1000 + maxflips
        s[i] = i
        t = p[1]
        for j in range(1, i + 1)
          p[j] = p[j + 1]
        p[i + 1] = t
        i = i + 1

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
