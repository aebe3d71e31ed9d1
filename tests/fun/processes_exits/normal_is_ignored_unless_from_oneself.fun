// section: 13.exits
fun child(parent)
  receive
    case "ask" => parent ! "alive"
  exit(self(), "normal")
  parent ! "never"
[pid, ref] = spawn_monitor(child, self())
exit(pid, "normal")
pid ! "ask"
receive
  case m => print(m) // > alive
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > normal
print(mailbox_len()) // > 0
