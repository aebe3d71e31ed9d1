// section: 13.trap
trap_exit(true)
parent = self()
spawn(fn() => parent ! process_info(self()).trap_exit)
receive
  case t => print(t) // > false
