// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// What is kept lies far apart, and what comes next does not fit between.
fun row(n, value)
  made = []
  for i in range(n)
    push(made, value)
  return made
fun attack()
  kept = []
  round = 0
  while true
    batch = []
    for i in range(20000)
      push(batch, row(3 + round % 40, nil))
    for i in range(0, 20000, 50)
      push(kept, batch[i])
    round += 1
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
