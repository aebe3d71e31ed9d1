// section: 7.7 9.4
// max-heap: 16777216
// skip-mode: gc-stress every collection walks the whole deep stack
// skip-mode: round-trip every snapshot holds the whole deep stack
log = []
fun forever(n)
  return 1 + forever(n + 1)
fun f()
  try
    forever(0)
  finally
    push(log, "finally")
try
  f()
catch err
  push(log, err.kind)
print(log) // > [finally, StackOverflow]
