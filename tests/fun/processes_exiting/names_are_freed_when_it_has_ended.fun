// fuel-varies: it is asked until the process waits
// section: 13.exiting 13.names
me = self()
fun work()
  try
    receive
      case "never" => nil
  finally
    me ! whereis("w")
[pid, ref] = spawn_opt({monitor: true, name: "w"}, work)
while process_info(pid).status != "waiting"
  sleep(0)
exit(pid, "stop")
print(receive_any(1000) == pid) // > true
receive
  case ["DOWN", ^ref, _, _, _] => print(whereis("w")) // > nil
