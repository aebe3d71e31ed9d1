// section: 13.exiting
me = self()
fun work()
  try
    receive
      case "never" => nil
  finally
    for f in [fn() => receive_any(), fn() => sleep(5), fn() => wait(me)]
      try
        f()
      catch e
        me ! str(e)
    try
      receive
        case "x" => nil
    catch e
      me ! str(e)
pid = spawn(work)
sleep(1)
exit(pid, "stop")
for i in range(4)
  print(receive_any(1000))
// > ExitError: exiting
// > ExitError: exiting
// > ExitError: exiting
// > ExitError: exiting
