// section: 13.links 13.trap
trap_exit(true)
fun at_once() => exit_self("at once")
for i in range(20)
  pid = spawn_link(at_once)
  receive
    case ["EXIT", ^pid, why] => assert(why == "at once")
print("twenty") // > twenty
