// section: 1.numbers
x = 0x1FFFFFFFFFFFFFFFF
// exit: 1
// stderr: Parse error hex_integer_too_large.fun:2:5: Integer literal too large
// stderr: Failed to compile script: hex_integer_too_large.fun
