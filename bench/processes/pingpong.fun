// Two million round trips between two processes.
fun ponger()
  while true
    receive
      case [p, n] => p ! n

fun main()
  q = spawn(ponger)
  sum = 0
  me = self()
  for i in range(2000000, 0, -1)
    q ! [me, i % 7]
    receive
      case v => sum += v
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
