// section: 13.spawn
fun child(parent)
  info = process_info(self())
  parent ! [info.name, info.priority]
  receive
    case "stop" => nil
[pid, ref] = spawn_opt({name: "worker", priority: "high", monitor: true, link: true}, child, self())
receive
  case m => print(m) // > [worker, high]
print(whereis("worker") == pid) // > true
pid ! "stop"
receive
  case ["DOWN", ^ref, "process", ^pid, why] => print(why) // > normal
print(kind(spawn_opt(nil, fn() => 1))) // > Pid
