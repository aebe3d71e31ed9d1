// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.registry
import registry
r = registry.start_link({keys: "duplicate"})
me = self()
fun listener(n)
  registry.register(r, "news", n)
  registry.register(r, n)
  me ! "ready"
  while true
    receive
      case "end" => return nil
      case msg => me ! [n, msg]

all = map([1, 2, 3], fn(n)
  pid = spawn(listener, n)
  receive_any()
  return pid
)
print(registry.dispatch(r, "news", "hello")) // > 3
print(sort([receive_any()[0], receive_any()[0], receive_any()[0]])) // > [1, 2, 3]
print(map(registry.lookup(r, "news"), fn(e) => e[1])) // > [1, 2, 3]
print(registry.keys_of(r, all[1]), registry.size(r)) // > [news, 2] 6
all[1] ! "end"
wait(all[1])
print(registry.dispatch(r, "news", "again"), registry.dispatch(r, "nobody", 1)) // > 2 0
try
  registry.start({keys: "some"})
catch e
  print(e.kind, e.message) // > ValueError 'keys' must be unique or duplicate, got "some"
