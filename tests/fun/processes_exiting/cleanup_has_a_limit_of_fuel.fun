// fuel-varies: it is asked until the process waits
// section: 13.exiting
fun endless()
  try
    receive
      case "never" => nil
  finally
    while true
      1
[pid, ref] = spawn_monitor(endless)
while process_info(pid).status != "waiting"
  sleep(0)
exit(pid, "stop")
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > stop
