// section: 13.spawn
// stderr: TypeError: CALL expects function, got instance
class C()
  x = 1
[pid, ref] = spawn_monitor(C())
receive
  case ["DOWN", ^ref, _, _, Error(kind: k)] => print(k) // > TypeError
try
  spawn(3)
catch e
  print(e) // > TypeError: spawn expects (function|instance), got int
