// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.pool
import pool
import server
fun make() => server.start_link({init: fn(x) => 0})
p = pool.start(make, {size: 1, overflow: 1})
a = pool.checkout(p)
b = pool.checkout(p)
print(pool.status(p)) // > {"size": 2, "idle": 0, "lent": 2, "waiting": 0}
try
  pool.checkout(p, 5)
catch e
  print(e.kind) // > Timeout
pool.checkin(p, b)
wait(b)
print(pool.status(p)) // > {"size": 1, "idle": 0, "lent": 1, "waiting": 0}
pool.checkin(p, a)
print(pool.status(p)) // > {"size": 1, "idle": 1, "lent": 0, "waiting": 0}
try
  pool.start(make, {size: -1})
catch e
  print(e.kind, e.message) // > ValueError 'size' must be a number from 0, got -1
try
  pool.start(fn() => 7, {size: 1})
catch e
  print(e.kind, e.message) // > TypeError a pool's function must give a Pid, got 7
