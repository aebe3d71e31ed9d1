// fuel-varies: who takes what is different every time
// section: 14.ports
p = port(3)
results = port(100)
fun take(n)
  total = 0
  for v in p
    total += v
  results.send(total)

fun give(from)
  for i in range(50)
    p.send(from * 1000 + i)

takers = map([1, 2, 3], fn(n) => spawn(take, n))
givers = map([1, 2, 3, 4], fn(n) => spawn(give, n))
each(givers, fn(pid) => wait(pid))
p.close()
print(results.recv() + results.recv() + results.recv()) // > 504900
