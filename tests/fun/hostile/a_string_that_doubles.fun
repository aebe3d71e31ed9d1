// section: 9.9
// max-heap: 16777216
// max-heap-in: gc-stress 250000
// max-heap-in: round-trip 130000
// A string that is joined with itself.
fun attack()
  s = "0123456789"
  while true
    s = s + s
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
