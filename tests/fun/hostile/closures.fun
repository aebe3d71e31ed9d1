// section: 9.9
// max-heap: 16777216
// skip-mode: gc-stress collecting a full heap at every charge point takes hours
// skip-mode: round-trip storing a full heap after every unit takes hours
// A chain of functions that capture each other.
fun wrap(f, n)
  return fn() => [f, n]
fun attack()
  f = nil
  n = 0
  while true
    f = wrap(f, n)
    n += 1
try
  attack()
catch e
  print(e.kind) // > OutOfMemory
// What it held is gone, and there is room again.
rest = []
for i in range(1000)
  push(rest, "row " + to_string(i) + " of what comes after")
print(len(rest), rest[999]) // > 1000 row 999 of what comes after
