// section: 1.numbers
x = 1__0
// exit: 1
// stderr: Parse error number_double_underscore.fun:2:5: Invalid number
// stderr: Failed to compile script: number_double_underscore.fun
