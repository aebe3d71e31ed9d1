// section: 12.fibers 7.7
fun down(n)
  return n == 0 ? fiber(down).resume(-1) : 1 + down(n - 1)
try
  down(1000000000)
catch e
  print(e.kind) // > StackOverflow
// max-heap: 3000000
// skip-mode: round-trip stores thousands of frames after every unit
// skip-mode: gc-stress traces thousands of frames after every unit
