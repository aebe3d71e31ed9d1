// section: 7.1
fun f(a, b, a)
  return a
// exit: 1
// stderr: Parse error duplicate_parameter.fun:2:13: Duplicate parameter name 'a'
// stderr: Failed to compile script: duplicate_parameter.fun
