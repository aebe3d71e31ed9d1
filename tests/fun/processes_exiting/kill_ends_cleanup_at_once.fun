// fuel-varies: which of two events comes first is open
// section: 13.exiting
me = self()
fun work()
  try
    receive
      case "never" => nil
  finally
    me ! "cleaning"
    n = 0
    while n < 90000
      n += 1
    me ! "never"
[pid, ref] = spawn_opt({monitor: true, priority: "low"}, work)
sleep(1)
exit(pid, "stop")
receive
  case "cleaning" => exit(pid, "kill")
receive
  case ["DOWN", ^ref, _, _, why] => print(why in ["killed", "stop"]) // > true
