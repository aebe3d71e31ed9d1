// section: 13.trap
print(trap_exit(true), trap_exit(true)) // > false true
pid = spawn_link(fn() => exit_self(["why", 1]))
receive
  case ["EXIT", from, why] => print(from == pid, why) // > true [why, 1]
p2 = spawn_link(fn() => 1)
receive
  case ["EXIT", ^p2, why] => print(why) // > normal
print(trap_exit(false)) // > true
