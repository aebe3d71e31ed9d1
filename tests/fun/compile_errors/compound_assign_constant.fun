// section: 3.const
const N = 1
N += 2
// exit: 1
// stderr: Parse error compound_assign_constant.fun:3:1: cannot assign to constant 'N'
// stderr: Failed to compile script: compound_assign_constant.fun
