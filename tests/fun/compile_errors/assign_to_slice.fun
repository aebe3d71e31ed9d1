// section: 6.assignment
a = [1, 2]
a[0:1] = [3]
// exit: 1
// stderr: Parse error assign_to_slice.fun:3:
// stderr: Failed to compile script: assign_to_slice.fun
