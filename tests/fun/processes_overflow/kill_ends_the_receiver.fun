// section: 13.overflow
fun child()
  receive
    case "never" => nil
[pid, ref] = spawn_opt({monitor: true, mailbox: {capacity: 2, overflow: "kill"}}, child)
for i in range(3)
  pid ! i
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > mailbox_overflow
