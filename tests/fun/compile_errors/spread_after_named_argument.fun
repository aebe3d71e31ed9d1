// section: 5.calls
fun f(a, b)
  return a
f(a: 1, ...[2])
// exit: 1
// stderr: Parse error spread_after_named_argument.fun:4:
// stderr: Failed to compile script: spread_after_named_argument.fun
