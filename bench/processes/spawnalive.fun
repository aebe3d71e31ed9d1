// A million processes alive at once; then a message to each and a reply from each.
fun child(main, n)
  receive
    case v => main ! v + n % 10

fun main()
  me = self()
  all = []
  t0 = time_ns()
  for n in range(1000000, 0, -1)
    push(all, spawn(child, me, n))
  t1 = time_ns()
  for p in all
    p ! 1
  sum = 0
  for i in range(1000000)
    receive
      case v => sum += v
  t2 = time_ns()
  print("PART spawn_ms", (t1 - t0) / 1000000.0)
  print("PART message_ms", (t2 - t1) / 1000000.0)
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
