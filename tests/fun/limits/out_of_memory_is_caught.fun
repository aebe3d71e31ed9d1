// section: 9.9
// max-heap: 33554432
// skip-mode: round-trip storing a full heap after every unit takes hours
fun fill_up()
  all_parts = []
  while true
    push(all_parts, repeat("x", 1000000) + to_string(len(all_parts)))
try
  fill_up()
catch err
  print(err.kind, err.message) // > OutOfMemory out of memory
  print(err) // > Runtime error: out of memory
print(len(repeat("y", 1000))) // > 1000
