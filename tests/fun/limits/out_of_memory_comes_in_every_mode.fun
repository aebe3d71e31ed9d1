// section: 9.9
// max-heap: 65536
// skip-mode: round-trip storing a full heap after every unit takes minutes
// Small objects, none of which is over the limit by itself.
fun fill()
  parts = []
  while true
    push(parts, repeat("x", 300))
try
  fill()
catch e
  print(e.kind) // > OutOfMemory
print(len(repeat("y", 1000))) // > 1000
