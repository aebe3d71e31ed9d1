// section: 9.6 9.8 4.failure
number n = 1
n = "x"
print("never")
// exit: 1
// stderr: TypeError: expected Number
// stderr: (at type_error_exit_code.fun:3
