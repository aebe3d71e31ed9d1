// A million processes, in batches of a thousand; each sends one message and ends.
fun child(main, i) => main ! i

fun main()
  sum = 0
  me = self()
  for batch in range(1000)
    for i in range(1, 1001)
      spawn(child, me, i)
    for i in range(1000)
      receive
        case v => sum += v
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
