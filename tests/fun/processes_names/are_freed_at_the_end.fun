// section: 13.names
fun child()
  receive
    case "stop" => nil
for i in range(5)
  pid = spawn_opt({name: "again"}, child)
  "again" ! "stop"
  wait(pid)
  while whereis("again") != nil
    sleep(1)
print(registered()) // > []
