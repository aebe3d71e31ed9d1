// section: 13.scheduling 12.fibers
fun spin()
  n = 0
  while true
    n += 1
// fuel-varies: children and fiber share an account
fun body()
  [pid, ref] = spawn_monitor(spin)
  receive
    case ["DOWN", ^ref, _, _, why] => return why
f = fiber(body, {fuel: 20000})
print(f.resume()) // > fuel
