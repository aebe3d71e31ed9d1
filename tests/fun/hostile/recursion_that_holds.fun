// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// Frames that each hold a little: stack and heap are one limit.
fun row(n, value)
  made = []
  for i in range(n)
    push(made, value)
  return made
fun attack()
  kept = []
  for i in range(90000)
    push(kept, [i])
  for i in range(1000)
    push(kept, row(1000, nil))
    hold_some(kept, 0)
fun hold_some(kept, n)
  mine = ["frame", n, [n]]
  if n < 2000
    hold_some(kept, n + 1)
  push(kept, mine)
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
