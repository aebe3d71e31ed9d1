// section: 13.exits
pid = spawn(fn() => 1)
wait(pid)
print(send_exit(pid, "x"), send_exit(pid, "kill")) // > true true
