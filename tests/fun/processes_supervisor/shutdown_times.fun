// section: 15.supervisor
import supervisor
me = self()
fun stubborn()
  trap_exit(true)
  me ! "up"
  while true
    receive
      case m => nil
fun polite()
  trap_exit(true)
  me ! "up"
  receive
    case ["EXIT", _, why] => me ! why
s = supervisor.start([
  {id: 1, start: fn() => spawn_link(stubborn), shutdown: 5},
  {id: 2, start: fn() => spawn_link(stubborn), shutdown: "brutal_kill"},
  {id: 3, start: fn() => spawn_link(polite), shutdown: nil}
])
for i in range(3)
  receive
    case "up" => nil
supervisor.stop(s)
print(receive_any(), len(processes())) // > shutdown 1
