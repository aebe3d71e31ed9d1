// section: 9.7 11.1
#include "_lib/bad_syntax.fun"
print("never")
// exit: 1
// stderr: Parse error _lib/bad_syntax.fun:2:5: Invalid number
// stderr: Failed to compile script: compile_error_in_included_file.fun
