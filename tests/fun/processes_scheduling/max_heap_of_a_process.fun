// skip-mode: gc-stress filling a heap with a collection at every charge point takes quadratic time
// section: 13.scheduling
fun hoard()
  a = []
  while true
    push(a, [1, 2, 3])
// stderr: out of memory
[pid, ref] = spawn_opt({monitor: true, max_heap: 1000000}, hoard)
receive
  case ["DOWN", ^ref, _, _, Error() as e] => print(e.kind) // > OutOfMemory
fun catches(parent)
  try
    hoard()
  catch e
    parent ! e.kind
spawn_opt({max_heap: 1000000}, catches, self())
print(receive_any()) // > OutOfMemory
