// section: 13.scheduling
// limits: --fuel=3000000
// What is spawned burns the fuel of who spawned it, for as long as there is any: also what is spawned after others have burnt much.
fun worker(parent, n)
  for i in range(n)
    nil
  parent ! ["done", n]

for round in range(3)
  for k in [1, 2, 3]
    spawn(worker, self(), k * 5000)
  total = 0
  for k in range(3)
    receive
      case ["done", n] => total += n
  print(round, total)
// > 0 30000
// > 1 30000
// > 2 30000
