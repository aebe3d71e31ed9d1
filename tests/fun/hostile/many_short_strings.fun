// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// Strings that lie in the heap.
fun attack()
  kept = []
  i = 0
  while true
    push(kept, "a string of some length, number " + to_string(i))
    i += 1
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
