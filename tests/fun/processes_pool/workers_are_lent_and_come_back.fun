// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.pool
import pool
import server
doubler = {init: fn(x) => 0, handle_call: fn(msg, from, n) => msg == "crash" ? exit_self("boom") : ["reply", msg * 2, n]}
fun make() => server.start_link(doubler)
p = pool.start(make, {size: 2})
print(pool.status(p)) // > {"size": 2, "idle": 2, "lent": 0, "waiting": 0}
print(pool.run(p, fn(w) => server.call(w, 21))) // > 42
a = pool.checkout(p)
b = pool.checkout(p)
print(a != b, pool.status(p).idle) // > true 0

// Whoever comes too late waits, for a time.
try
  pool.checkout(p, 10)
catch e
  print(e.kind) // > Timeout
print(pool.status(p)) // > {"size": 2, "idle": 0, "lent": 2, "waiting": 0}
me = self()
waiting = spawn(fn()
  w = pool.checkout(p)
  me ! ["got", w]
  receive
    case "end" => nil
)
while pool.status(p).waiting == 0
  sleep(1)
pool.checkin(p, a)
receive
  case ["got", w] => print(w == a) // > true

// The worker of a process that ends comes back.
waiting ! "end"
wait(waiting)
print(pool.run(p, fn(w) => w == a)) // > true

// A worker that ends is replaced.
pool.checkin(p, b)
try
  pool.run(p, fn(w) => server.call(w, "crash"))
catch e
  print(e.kind, e.data) // > ExitError boom
print(pool.status(p)) // > {"size": 2, "idle": 2, "lent": 0, "waiting": 0}
pool.stop(p)
print(is_alive(a), is_alive(b), len(processes())) // > false false 1
