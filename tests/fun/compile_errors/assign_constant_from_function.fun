// section: 3.const
const N = 1
fun f()
  N = 2
// exit: 1
// stderr: Parse error assign_constant_from_function.fun:4:3: cannot assign to constant 'N'
// stderr: Failed to compile script: assign_constant_from_function.fun
