// Receiving past 100,000 messages that wait: 200 times by a look through all, then with a fresh reference; then all of them.
fun echo_server()
  while true
    receive
      case [from, ref, v] => from ! [ref, v]

fun main()
  me = self()
  for n in range(100000, 0, -1)
    me ! ["pending", n]
  t0 = time_ns()
  sum = 0
  for n in range(200, 0, -1)
    me ! ["urgent", n]
    receive
      case ["urgent", v] => sum += v
  t1 = time_ns()
  e = spawn(echo_server)
  for n in range(100000, 0, -1)
    ref = make_ref()
    e ! [me, ref, n % 3]
    receive
      case [^ref, v] => sum += v
  t2 = time_ns()
  for n in range(100000)
    receive
      case ["pending", v] => sum += v % 2
  print("PART scan200_ms", (t1 - t0) / 1000000.0)
  print("PART refcall100k_ms", (t2 - t1) / 1000000.0)
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
