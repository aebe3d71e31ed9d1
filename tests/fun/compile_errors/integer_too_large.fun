// section: 1.numbers
x = 18446744073709551616
// exit: 1
// stderr: Parse error integer_too_large.fun:2:5: Integer literal too large
// stderr: Failed to compile script: integer_too_large.fun
