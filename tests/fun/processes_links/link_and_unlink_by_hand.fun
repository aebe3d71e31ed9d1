// section: 13.links
fun waits(parent)
  receive
    case ["end", r] => exit_self(r)
trap_exit(true)
a = spawn(waits, self())
print(link(a), link(a), process_info(self()).links == [a], process_info(a).links == [self()]) // > true true true true
print(unlink(a), unlink(a), process_info(self()).links) // > true true []
a ! ["end", "gone"]
print(wait(a) in ["gone", "noproc"]) // > true
receive
  case m => print(m)
  after 5 => print("no message") // > no message
