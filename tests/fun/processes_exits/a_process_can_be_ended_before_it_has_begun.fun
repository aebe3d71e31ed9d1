// fuel-varies: which of two events comes first is open
// section: 13.exits
fun child(parent) => parent ! "begun"
[pid, ref] = spawn_opt({monitor: true, priority: "low"}, child, self())
exit(pid, "kill")
receive
  case ["DOWN", ^ref, _, _, why] => print(why in ["killed", "normal"]) // > true
