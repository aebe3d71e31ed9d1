// section: 13.exits 13.trap
fun stubborn(parent)
  trap_exit(true)
  parent ! "ready"
  try
    while true
      receive
        case m => parent ! m
  finally
    parent ! "cleanup"
[pid, ref] = spawn_monitor(stubborn, self())
receive
  case "ready" => nil
exit(pid, "hello")
receive
  case ["EXIT", from, why] => print(from == self(), why) // > true hello
exit(pid, "kill")
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > killed
receive
  case "cleanup" => print("never")
  after 3 => print("no cleanup") // > no cleanup
