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
  sleep(1)
  exit(pid, "the reason")
  receive
    case ["DOWN", ^ref, _, _, why] => print(why)
// > the reason
// > the reason
