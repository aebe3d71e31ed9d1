// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 14.ports
a = port(1)
b = port(1)
print(port_select([a, b], 0), port_select([a, b], 5)) // > nil nil
b.send("to b")
[from, v] = port_select([a, b])
print(from == b, v) // > true to b
spawn(fn()
  sleep(5)
  a.send("to a")
)
[from, v] = port_select([a, b])
print(from == a, v) // > true to a
a.close()
b.send("last")
print(port_select([a, b])[1]) // > last
