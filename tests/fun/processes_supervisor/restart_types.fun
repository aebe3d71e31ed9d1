// section: 15.supervisor
// stderr: the child "permanent" has ended: "normal"
// stderr: the child "transient" has ended: "bad"
import supervisor
me = self()
fun worker(name)
  me ! [name, self()]
  receive
    case r => exit_self(r)
fun spec(name) => {id: name, restart: name, start: fn() => spawn_link(worker, name)}
s = supervisor.start([spec("permanent"), spec("transient"), spec("temporary")], {intensity: 10})
pids = {}
fun note(n)
  for i in range(n)
    receive
      case [name, Pid() as p] => pids[name] = p
note(3)
pids["permanent"] ! "normal"
note(1)
pids["transient"] ! "bad"
note(1)
ref = monitor(pids["transient"])
pids["transient"] ! ["shutdown", 1]
receive
  case ["DOWN", ^ref, _, _, _] => nil
ref = monitor(pids["temporary"])
pids["temporary"] ! "bad"
receive
  case ["DOWN", ^ref, _, _, _] => nil
sleep(2)
print(supervisor.which_children(s).map(fn(c) => [c.id, c.pid is nil])) // > [[permanent, false], [transient, true]]
supervisor.stop(s)
