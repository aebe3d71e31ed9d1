// section: 13.monitors
pid = spawn(fn() => 1)
wait(pid)
ref = monitor(pid)
receive
  case ["DOWN", ^ref, "process", ^pid, why] => print(why) // > noproc
