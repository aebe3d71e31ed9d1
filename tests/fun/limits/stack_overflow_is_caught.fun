// section: 7.7 9.9
// max-heap: 16777216
// skip-mode: gc-stress every collection walks the whole deep stack
// skip-mode: round-trip every snapshot holds the whole deep stack
fun forever(n)
  return 1 + forever(n + 1)
try
  forever(0)
catch err
  print(err.kind, err.message) // > StackOverflow too many frames
  print(err) // > Runtime error: too many frames
fun depth(n)
  if n == 0
    return 0
  return 1 + depth(n - 1)
print(depth(1000)) // > 1000
try
  forever(0)
catch err
  print("again", err.kind) // > again StackOverflow
