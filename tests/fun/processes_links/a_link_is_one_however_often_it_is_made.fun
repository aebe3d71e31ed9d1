// section: 13.links 13.trap
trap_exit(true)
fun ends()
  receive
    case "end" => exit_self("once")
pid = spawn_link(ends)
link(pid)
link(pid)
pid ! "end"
receive
  case ["EXIT", ^pid, why] => print(why) // > once
receive
  case m => print(m)
  after 5 => print("one only") // > one only
