// section: 13.scheduling
fun busy()
  n = 0
  while true
    n += 1
for i in range(4)
  spawn(busy)
me = self()
fun answer()
  for i in range(3)
    receive
      case n => me ! n + 1
pid = spawn(answer)
n = 0
for i in range(3)
  pid ! n
  receive
    case k => n = k
print(n) // > 3
