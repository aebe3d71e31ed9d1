// section: 13.spawn
fun child(parent, a, b)
  parent ! [a + b, self()]
pid = spawn(child, self(), 1, 2)
receive
  case [sum, from] => print(sum, from == pid, kind(pid)) // > 3 true Pid
print(wait(pid) in ["normal", "noproc"]) // > true
