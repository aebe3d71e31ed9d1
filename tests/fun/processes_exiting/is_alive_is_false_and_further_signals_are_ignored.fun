// section: 13.exiting
me = self()
fun work()
  try
    receive
      case "never" => nil
  finally
    me ! [is_alive(self()), process_info(self()).status]
    exit(self(), "other")
    me ! "still"
[pid, ref] = spawn_monitor(work)
sleep(1)
exit(pid, "first")
print(receive_any(1000), receive_any(1000)) // > [false, exiting] still
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > first
