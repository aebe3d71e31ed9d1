// A megabyte of bytes sent 100,000 times to another process: shared, not copied.
fun sink(n, main)
  sum = 0
  for i in range(n)
    receive
      case [b, k] => sum += b[k]
  main ! ["sum", sum]

fun main()
  pattern = to_bytes(to_array(range(251)))
  b = pattern
  while len(b) < 1048576
    b = b + b
  b = slice(b, 0, 1048576)
  p = spawn(sink, 100000, self())
  for n in range(100000, 0, -1)
    p ! [b, n]
  receive
    case ["sum", s] => return s

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
