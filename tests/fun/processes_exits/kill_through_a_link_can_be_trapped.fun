// section: 13.exits 13.trap
trap_exit(true)
fun says_kill() => exit_self("kill")
pid = spawn_link(says_kill)
receive
  case ["EXIT", ^pid, why] => print(why) // > kill
fun not_trapping()
  spawn_link(says_kill)
  try
    receive
      case "never" => nil
  finally
    print("cleanup ran") // > cleanup ran
[p, ref] = spawn_monitor(not_trapping)
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > kill
