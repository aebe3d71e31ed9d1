// section: 13.links 13.trap
pid = spawn(fn() => 1)
wait(pid)
trap_exit(true)
print(link(pid)) // > true
receive
  case ["EXIT", ^pid, why] => print(why) // > noproc
print(process_info(self()).links) // > []
fun child(dead)
  link(dead)
  receive
    case "never" => nil
[c, ref] = spawn_monitor(child, pid)
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > noproc
