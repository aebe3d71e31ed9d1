// section: 13.overflow
fun child(parent)
  receive
    case "go" => nil
  n = []
  while true
    receive
      case x => push(n, x)
      after 0 => break
  parent ! n
pid = spawn_opt({mailbox: {capacity: 3, overflow: "drop_oldest"}}, child, self())
for x in [1, 2, 3, 4, 5, "go"]
  pid ! x
receive
  case n => print(n) // > [4, 5]
