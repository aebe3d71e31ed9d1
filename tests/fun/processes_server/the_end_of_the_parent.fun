// section: 15.server
import server
me = self()
fun begin(x)
  trap_exit(true)
  return x
fun info(msg, state)
  me ! ["info", msg[0], msg[2]]
  return ["noreply", state]
trapping = {init: begin, terminate: fn(reason, state) => me ! ["terminate", reason], handle_info: info}
fun owner()
  s = server.start_link(trapping)
  me ! s
  receive
    case "end" => exit_self("owner gone")
o = spawn(owner)
s = receive_any()
exit(s, "a signal")
print(receive_any()) // > [info, EXIT, a signal]
ref = monitor(s)
o ! "end"
print(receive_any()) // > [terminate, owner gone]
receive
  case ["DOWN", ^ref, _, _, why] => print(why in ["owner gone", "noproc"]) // > true
