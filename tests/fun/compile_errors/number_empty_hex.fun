// section: 1.numbers
x = 0x
// exit: 1
// stderr: Parse error number_empty_hex.fun:2:5: Invalid number
// stderr: Failed to compile script: number_empty_hex.fun
