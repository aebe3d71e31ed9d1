// section: 14.ports
p = port(2)
print(kind(p), p.len(), p.closed(), p == p, p == port(1)) // > Port 0 false true false
print(p.send(1), p.send([2, "two"]), p.len()) // > true true 2
print(p.send(3, 0), p.send(3, 5)) // > false false
print(p.recv(), p.recv(), p.recv(0), p.recv(5)) // > 1 [2, two] nil nil
print(p.try_recv(), p.send(nil), p.try_recv()) // > [false, nil] true [true, nil]

// Copies, as messages are.
list = [1]
p.send([list, list])
push(list, 2)
got = p.recv()
print(got, got[0] == got[1], len(got[0])) // > [[1], [1]] true 1
push(got[0], 9)
print(got) // > [[1, 9], [1, 9]]
m = {}
m[p] = "a key"
print(m[p], p in [p]) // > a key true
