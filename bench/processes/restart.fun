// A supervisor by hand: 100,000 crashes, each noticed by a link, and a restart.
fun child(parent)
  parent ! ["up", self()]
  receive
    case "crash" => exit_self("boom")

fun main()
  trap_exit(true)
  me = self()
  sum = 0
  for i in range(100000)
    p = spawn_link(child, me)
    receive
      case ["up", ^p] => p ! "crash"
    receive
      case ["EXIT", ^p, "boom"] => sum += 1
  return sum

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
