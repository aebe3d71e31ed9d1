// section: 13.timers
me = self()
pid = spawn(fn() => send_after(5, me, "from the dead"))
wait(pid)
print(receive_any(1000)) // > from the dead
