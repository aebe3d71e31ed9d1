// section: 13.overflow
fun slow(parent)
  got = []
  while len(got) < 20
    receive
      case x => push(got, x)
    if len(got) % 7 == 0
      sleep(1)
  parent ! got
pid = spawn_opt({mailbox: {capacity: 2, overflow: "block"}}, slow, self())
fun sender(to)
  for i in range(20)
    to ! i
s = spawn(sender, pid)
receive
  case got => print(got == to_array(range(20))) // > true
print(wait(s) in ["normal", "noproc"]) // > true
