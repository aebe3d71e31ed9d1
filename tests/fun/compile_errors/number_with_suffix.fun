// section: 1.numbers
x = 5x
// exit: 1
// stderr: Parse error number_with_suffix.fun:2:5: Invalid number
// stderr: Failed to compile script: number_with_suffix.fun
