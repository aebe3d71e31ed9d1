// section: 13.scheduling
fun spin()
  n = 0
  while true
    n += 1
[pid, ref] = spawn_opt({monitor: true, fuel: 5000}, spin)
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > fuel
fun some(parent)
  for i in range(100)
    i
  parent ! "enough"
spawn_opt({fuel: 5000}, some, self())
print(receive_any()) // > enough
