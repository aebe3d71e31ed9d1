// section: 9.7
x = "a\x4"
y = 5x
z = 1__0
// exit: 1
// stderr: first_error_is_reported_first.fun:2:
// stderr: first_error_is_reported_first.fun:3:5: Invalid number
// stderr: first_error_is_reported_first.fun:4:5: Invalid number
// stderr: Failed to compile script: first_error_is_reported_first.fun
