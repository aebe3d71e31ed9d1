// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// Errors with causes and traces.
fun attack()
  kept = []
  last = nil
  while true
    try
      try
        throw Error("number " + to_string(len(kept)), "Mine", last)
      catch e
        throw Error("again", "Mine", e)
    catch e
      last = e
      push(kept, e)
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
