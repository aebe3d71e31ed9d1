// section: 13.exits
fun waits()
  receive
    case "never" => nil
fun works()
  n = 0
  while true
    n += 1
fun sleeps() => sleep(100000)
for f in [waits, works, sleeps]
  [pid, ref] = spawn_monitor(f)
  exit(pid, ["reason", 7])
  receive
    case ["DOWN", ^ref, _, _, why] => print(why)
// > [reason, 7]
// > [reason, 7]
// > [reason, 7]
