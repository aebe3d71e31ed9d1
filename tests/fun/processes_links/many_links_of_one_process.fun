// fuel-varies: it is waited until all have ended
// section: 13.links
fun leaf()
  receive
    case "never" => nil
fun hub(parent)
  for i in range(100)
    spawn_link(leaf)
  parent ! len(process_info(self()).links)
  receive
    case "end" => exit_self("all")
[pid, ref] = spawn_monitor(hub, self())
receive
  case Number() as n => print(n) // > 100
print(len(processes())) // > 102
pid ! "end"
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > all
while len(processes()) > 1
  sleep(1)
print(len(processes())) // > 1
