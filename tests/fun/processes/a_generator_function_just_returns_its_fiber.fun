// section: 13.spawn
fun* numbers()
  yield 1
[pid, ref] = spawn_monitor(numbers)
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > normal
