// section: 12.fibers 7.7
fun nest(n)
  return fiber(nest).resume(n + 1)
try
  nest(0)
catch e
  print(e) // > Runtime error: too many frames
print("alive") // > alive
// max-heap: 3000000
// skip-mode: round-trip stores thousands of fibers after every unit
// skip-mode: gc-stress traces thousands of fibers after every unit
