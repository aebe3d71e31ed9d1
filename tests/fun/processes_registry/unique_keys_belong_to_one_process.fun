// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.registry
import registry
r = registry.start({name: "names"})
me = self()
fun worker(key)
  try
    print(registry.register("names", key, len(key)))
  catch e
    print(e.kind, slice(e.message, 0, 29))
  me ! "ready"
  receive
    case "end" => nil

a = spawn(worker, "alpha")
receive_any() // > true
b = spawn(worker, "alpha")
receive_any() // > NameError "alpha" is registered by <pid
print(registry.lookup(r, "alpha") == [[a, 5]], registry.find(r, "alpha") == a) // > true true
print(registry.find(r, "beta"), registry.lookup(r, "beta"), registry.size(r)) // > nil [] 1
print(registry.keys_of(r, a), registry.keys_of(r, b), registry.keys_of(r)) // > [alpha] [] []

// What a process has registered goes with it.
a ! "end"
wait(a)
print(registry.find(r, "alpha")) // > nil
print(registry.register(r, "alpha", 1), registry.size(r)) // > true 1
print(registry.update_value(r, "alpha", fn(n) => n + 41), registry.lookup(r, "alpha")[0][1]) // > 42 42
print(registry.unregister(r, "alpha"), registry.unregister(r, "alpha"), registry.size(r)) // > true false 0
try
  registry.update_value(r, "alpha", fn(n) => n)
catch e
  print(e.kind, e.message) // > NameError nothing is registered under "alpha"
registry.stop(r)
print(whereis("names"), is_alive(b)) // > nil true
