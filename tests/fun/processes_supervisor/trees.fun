// section: 15.supervisor 15.server
import supervisor
import server
counter = {init: fn(n) => n, handle_call: fn(m, f, n) => ["reply", n, n + 1]}
fun inner() => supervisor.start_link([{id: "counter", start: fn() => server.start_link(counter, 1, {name: "counter"})}])
s = supervisor.start([{id: "inner", type: "supervisor", start: inner}])
print(server.call("counter", "x"), server.call("counter", "x")) // > 1 2
print(supervisor.count_children(s)) // > {"specs": 1, "active": 1, "supervisors": 1, "workers": 0}
supervisor.stop(s)
print(whereis("counter"), len(processes())) // > nil 1
