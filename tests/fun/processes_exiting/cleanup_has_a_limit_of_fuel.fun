// section: 13.exiting
fun endless()
  try
    receive
      case "never" => nil
  finally
    while true
      1
[pid, ref] = spawn_monitor(endless)
sleep(1)
exit(pid, "stop")
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > stop
