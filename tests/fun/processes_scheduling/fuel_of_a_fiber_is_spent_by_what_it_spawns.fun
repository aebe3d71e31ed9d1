// section: 13.scheduling 12.fibers
// fuel-varies: children and fiber share an account
fun spin()
  n = 0
  while true
    n += 1
fun body()
  [pid, ref] = spawn_monitor(spin)
  try
    receive
      case ["DOWN", ^ref, _, _, why] => return why
  catch e
    return e.kind
f = fiber(body, {fuel: 20000})
print(f.resume() in ["fuel", "FuelExhausted"]) // > true
