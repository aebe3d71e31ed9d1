fun main()
  n, maxit, total = 1000, 50, 0
  for y in range(0, n)
    ci = 2.0 * y / n - 1.0
    for x in range(0, n)
      cr = 2.0 * x / n - 1.5
      zr, zi, k = 0.0, 0.0, 0
      while k < maxit
        r2, i2 = zr * zr, zi * zi
        if r2 + i2 > 4.0
          break
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
        k = k + 1
      total = total + k
  return total

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
