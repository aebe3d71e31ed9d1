// section: 15.supervisor
// stderr: the child "b" has ended: "crash"
import supervisor
me = self()
fun worker(name)
  me ! [name, self()]
  receive
    case "crash" => exit_self("crash")
fun spec(name) => {id: name, start: fn() => spawn_link(worker, name)}
s = supervisor.start([spec("a"), spec("b")])
pids = {}
for i in range(2)
  [n, p] = receive_any()
  pids[n] = p
pids["b"] ! "crash"
receive
  case [name, p] => print(name, p != pids["b"]) // > b true
print(is_alive(pids["a"]), mailbox_len()) // > true 0
supervisor.stop(s)
