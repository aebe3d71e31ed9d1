// section: 6.assignment
fun f()
  return 1
f() = 2
// exit: 1
// stderr: Parse error assign_to_call.fun:4:
// stderr: Failed to compile script: assign_to_call.fun
