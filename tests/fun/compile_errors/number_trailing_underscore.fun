// section: 1.numbers
x = 1_
// exit: 1
// stderr: Parse error number_trailing_underscore.fun:2:5: Invalid number
// stderr: Failed to compile script: number_trailing_underscore.fun
