// section: 13.overflow
fun stuck()
  receive
    case "never" => nil
pid = spawn_opt({mailbox: {capacity: 1}}, stuck)
fun sender(to, parent)
  to ! 1
  to ! 2
  parent ! "through"
spawn(sender, pid, self())
sleep(2)
exit(pid, "kill")
receive
  case m => print(m) // > through
