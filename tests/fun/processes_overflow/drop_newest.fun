// section: 13.overflow
fun child(parent)
  receive
    case "go" => nil
  receive
    case "go" => nil
    after 0 => nil
  n = []
  while true
    receive
      case x => push(n, x)
      after 0 => break
  parent ! n
pid = spawn_opt({mailbox: {capacity: 3, overflow: "drop_newest"}}, child, self())
for x in [1, 2, "go", 4, 5]
  pid ! x
  sleep(1)
receive
  case n => print(len(n) >= 2, n[0], n[1]) // > true 1 2
