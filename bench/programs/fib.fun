fun fib(n)
  if n < 2
    return n
  return fib(n - 1) + fib(n - 2)

fun main()
  return fib(35)

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
