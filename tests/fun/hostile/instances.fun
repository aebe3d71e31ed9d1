// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// skip-mode: preempt an instance is made anew when its slice ends before it is initialized, so memory ends sooner
// Instances with more fields than shapes take.
class Thing(id)
  fun grow(this)
    for i in range(80)
      this["field" + to_string(i)] = [i]
    return this
fun attack()
  kept = []
  i = 0
  while true
    push(kept, Thing(i).grow())
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
