// section: 7.1
fun f(a = 1, b)
  return a
// exit: 1
// stderr: Parse error default_then_required_parameter.fun:2:
// stderr: Failed to compile script: default_then_required_parameter.fun
