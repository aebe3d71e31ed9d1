// section: 13.spawn 13.scheduling
fun worker(parent, i)
  sum = 0
  for k in range(100)
    sum += k * i
  parent ! [i, sum]
for i in range(50)
  spawn(worker, self(), i)
total = 0
for i in range(50)
  receive
    case [k, s]
      assert(s == 4950 * k)
      total += k
print(total) // > 1225
