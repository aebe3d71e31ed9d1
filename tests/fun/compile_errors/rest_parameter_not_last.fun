// section: 7.1
fun f(...a, b)
  return a
// exit: 1
// stderr: Parse error rest_parameter_not_last.fun:2:
// stderr: Failed to compile script: rest_parameter_not_last.fun
