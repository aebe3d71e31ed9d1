// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.supervisor
import supervisor
me = self()
fun worker(name)
  trap_exit(true)
  me ! [name, "up"]
  receive
    case ["EXIT", _, why] => me ! [name, why]
fun spec(name) => {id: name, start: fn() => spawn_link(worker, name)}
fun fails()
  receive
    case "x" => nil
    after 200 => nil
  error("cannot", "StartError")
try
  supervisor.start([spec("a"), spec("b"), {id: "c", start: fails}])
catch e
  print(e.kind) // > StartError
got = []
for i in range(4)
  push(got, receive_any())
print(got.filter(fn(g) => g[1] != "up")) // > [[b, shutdown], [a, shutdown]]
while len(processes()) > 1
  sleep(0)
print(len(processes())) // > 1
