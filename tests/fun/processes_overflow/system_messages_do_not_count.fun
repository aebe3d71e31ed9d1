// section: 13.overflow
fun child(parent)
  trap_exit(true)
  parent ! "ready"
  receive
    case "go" => nil
  parent ! mailbox_len()
pid = spawn_opt({mailbox: {capacity: 2, overflow: "error"}}, child, self())
receive
  case "ready" => nil
pid ! 1
exit(pid, "a")
exit(pid, "b")
pid ! "go"
receive
  case n => print(n) // > 3
