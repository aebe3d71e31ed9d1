// section: 13.exiting 13.names
me = self()
fun work()
  try
    receive
      case "never" => nil
  finally
    me ! whereis("w")
[pid, ref] = spawn_opt({monitor: true, name: "w"}, work)
sleep(1)
exit(pid, "stop")
print(receive_any(1000) == pid) // > true
receive
  case ["DOWN", ^ref, _, _, _] => print(whereis("w")) // > nil
