// 1000 processes in a ring; a token makes 10 million hops.
fun node(next)
  while true
    receive
      case [0, main] => main ! "done"
      case [n, main] => next ! [n - 1, main]

fun first()
  receive
    case ["next", next] => node(next)

fun main()
  head = spawn(first)
  last = head
  for i in range(999)
    last = spawn(node, last)
  head ! ["next", last]
  head ! [10000000, self()]
  receive
    case "done" => return 10000000

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
