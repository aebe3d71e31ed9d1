// section: 13.links 13.exits
fun inner()
  exit_self("broken")
fun outer()
  spawn_link(inner)
  receive
    case "never" => nil
[pid, ref] = spawn_monitor(outer)
receive
  case ["DOWN", ^ref, "process", ^pid, why] => print(why) // > broken
