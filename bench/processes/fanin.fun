// 1000 senders, 2000 messages each, into one mailbox.
fun sender(main, count)
  for n in range(count, 0, -1)
    main ! ["add", n % 5]

fun main()
  me = self()
  for i in range(1000)
    spawn(sender, me, 2000)
  sum = 0
  for i in range(2000000)
    receive
      case ["add", v] => sum += v
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
