// fuel-varies: it is asked until the process waits
// section: 13.exiting
// stderr: Error: thrown in finally
fun returns()
  try
    receive
      case "never" => nil
  finally
    return 5
fun throws()
  try
    receive
      case "never" => nil
  finally
    error("thrown in finally")
for f in [returns, throws]
  [pid, ref] = spawn_monitor(f)
  while process_info(pid).status != "waiting"
    sleep(0)
  exit(pid, "the reason")
  receive
    case ["DOWN", ^ref, _, _, why] => print(why)
// > the reason
// > the reason
