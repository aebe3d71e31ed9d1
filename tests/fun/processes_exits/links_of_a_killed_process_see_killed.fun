// fuel-varies: which of two events comes first is open
// section: 13.exits
fun victim()
  receive
    case "never" => nil
fun linked(v)
  link(v)
  receive
    case "never" => nil
v = spawn(victim)
[a, ra] = spawn_monitor(linked, v)
while len(process_info(v).links) == 0
  sleep(1)
exit(v, "kill")
receive
  case ["DOWN", ^ra, _, _, why] => print(why) // > killed
