// section: 13.info
fun child(parent)
  parent ! "ready"
  receive
    case "stop" => nil
pid = spawn_opt({priority: "low", name: "w"}, child, self())
receive
  case "ready" => nil
pid ! "one"
pid ! "two"
sleep(1)
i = process_info(pid)
print(i.pid == pid, i.name, i.status, i.function, i.parent == self(), i.priority, i.mailbox_len) // > true w waiting child true low 2
print(i.links, i.monitors, i.monitored_by, i.trap_exit, i.heap_bytes >= 0, i.stack_bytes > 0, i.fuel_used > 0) // > [] [] [] false true true true
pid ! "stop"
wait(pid)
print(process_info(pid)) // > nil
