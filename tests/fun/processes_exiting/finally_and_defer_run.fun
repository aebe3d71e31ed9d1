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
sleep(1)
exit(pid, "stop")
print(receive_any(1000), receive_any(1000)) // > finally deferred
