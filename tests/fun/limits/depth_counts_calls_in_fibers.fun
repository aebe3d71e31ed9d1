// section: 7.7 12.fibers
fun down(n)
  return n == 0 ? 0 : 1 + fiber(down).resume(n - 1)
try
  print(down(3)) // > 3
  down(100)
catch e
  print(e.kind) // > StackOverflow
// limits: --max-depth=30
