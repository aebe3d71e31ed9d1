// section: 7.7
deepest = 0
fun down(n)
  deepest = n
  down(n + 1)
  return n
try
  down(1)
catch e
  print(e.kind, deepest) // > StackOverflow 20
// limits: --max-depth=20
