// section: 7.7
// skip-mode: gc-stress every collection walks a stack of a million frames
// skip-mode: round-trip every snapshot holds a stack of a million frames
fun depth(n)
  if n == 0
    return 0
  return 1 + depth(n - 1)
print(depth(1000000)) // > 1000000
