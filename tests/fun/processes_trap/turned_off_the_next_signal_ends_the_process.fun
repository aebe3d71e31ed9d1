// section: 13.trap
fun child(parent)
  trap_exit(true)
  parent ! "on"
  receive
    case ["EXIT", _, r] => parent ! r
  trap_exit(false)
  parent ! "off"
  receive
    case "never" => nil
[pid, ref] = spawn_monitor(child, self())
receive
  case "on" => exit(pid, "first")
receive
  case "first" => nil
receive
  case "off" => exit(pid, "second")
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > second
