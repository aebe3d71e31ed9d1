// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 14.ports
p = port(2)
p.send("left")
fun report(what, f)
  try
    print(what, f())
  catch e
    print(what, e.kind, e.message)

me = self()
fun waits(f)
  try
    f()
  catch e
    me ! e.kind

q = port(0)
spawn(waits, fn() => q.send(1))
spawn(waits, fn() => q.recv() + q.recv())
sleep(5)
q.close()
print(receive_any()) // > PortClosed
p.close()
p.close()
print(p.closed(), p.len()) // > true 1
report("send", fn() => p.send(1)) // > send PortClosed port closed
report("recv", fn() => p.recv()) // > recv left
report("recv", fn() => p.recv(5)) // > recv PortClosed port closed
report("try_recv", fn() => p.try_recv()) // > try_recv PortClosed port closed
report("port_select", fn() => port_select([p])) // > port_select PortClosed port closed
