// section: 15.supervisor
import supervisor
me = self()
fun worker()
  receive
    case "never" => nil
fun begin(name)
  me ! name
  return spawn_link(worker)
fun spec(name) => {id: name, start: fn() => begin(name)}
s = supervisor.start([spec("a"), spec("b"), spec("c")])
print(receive_any(), receive_any(), receive_any()) // > a b c
for c in supervisor.which_children(s)
  print(c.id, kind(c.pid), c.type, c.restart)
// > a Pid worker permanent
// > b Pid worker permanent
// > c Pid worker permanent
print(supervisor.count_children(s)) // > {"specs": 3, "active": 3, "supervisors": 0, "workers": 3}
supervisor.stop(s)
print(is_alive(s), len(processes())) // > false 1
