// section: 13.names
fun child()
  receive
    case "stop" => nil
pid = spawn(child)
print(whereis("a"), register("a", pid), whereis("a") == pid, registered()) // > nil true true [a]
print(process_info(pid).name) // > a
print(unregister("a"), whereis("a"), registered()) // > true nil []
print(register("b", pid), register("main", self()), registered()) // > true true [b, main]
