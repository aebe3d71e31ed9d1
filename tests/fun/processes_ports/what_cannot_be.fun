// section: 14.ports
fun report(f)
  try
    print(f())
  catch e
    print(e.kind, e.message)

report(fn() => port(-1)) // > ValueError the capacity of a port is a number from 0, got -1
report(fn() => port("many")) // > ValueError the capacity of a port is a number from 0, got "many"
p = port(1)
report(fn() => p.send(fiber(fn() => 1))) // > TypeError cannot send a Fiber
report(fn() => p.send(1, "soon")) // > TypeError port_send expects (port, any, number|nil), got port, int and string
report(fn() => port_select([p, 7])) // > TypeError port_select expects an array of ports, got int in it
report(fn() => p.shout()) // > TypeError no method 'shout' on Port
print(p.len()) // > 0
match p
  case Port() as q => print(q == p) // > true
