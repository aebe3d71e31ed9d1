// section: 9.9
// max-heap: 16777216
// skip-mode: gc-stress collecting a full heap at every charge point takes hours
// skip-mode: round-trip storing a full heap after every unit takes hours
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
