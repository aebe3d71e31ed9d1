// section: 1.numbers
x = 1e
// exit: 1
// stderr: Parse error number_empty_exponent.fun:2:5: Invalid number
// stderr: Failed to compile script: number_empty_exponent.fun
