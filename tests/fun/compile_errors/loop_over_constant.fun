// section: 3.const
const N = 1
for N in range(3)
  print(N)
// exit: 1
// stderr: Parse error loop_over_constant.fun:3:
// stderr: cannot assign to constant 'N'
// stderr: Failed to compile script: loop_over_constant.fun
