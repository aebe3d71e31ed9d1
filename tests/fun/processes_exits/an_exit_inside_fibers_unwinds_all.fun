// section: 13.exits 13.exiting
me = self()
fun inner()
  try
    exit_self("deep")
  finally
    me ! "inner"
fun outer()
  f = fiber(inner)
  try
    f.resume()
  finally
    me ! "outer"
[pid, ref] = spawn_monitor(fn() => fiber(outer).resume())
print(receive_any(), receive_any()) // > inner outer
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > deep
