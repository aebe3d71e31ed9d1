// fuel-varies: it is asked until the process waits
// section: 13.exiting
me = self()
fun work()
  defer me ! "deferred"
  try
    receive
      case "never" => nil
  finally
    me ! "finally"
pid = spawn(work)
while process_info(pid).status != "waiting"
  sleep(0)
exit(pid, "stop")
print(receive_any(1000), receive_any(1000)) // > finally deferred
