// section: 13.links
fun chain(n)
  if n > 0
    spawn_link(chain, n - 1)
    receive
      case "never" => nil
  exit_self("bottom")
[pid, ref] = spawn_monitor(chain, 20)
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > bottom
sleep(2)
print(len(processes())) // > 1
