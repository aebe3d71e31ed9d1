// section: 9.6 11.1
#include "_lib/fails.fun"
print("start") // > start
fail_here(0)
// exit: 1
// stderr: Runtime error: division by zero
// stderr: (at _lib/fails.fun:3 in fail_here)
// stderr:   at _lib/fails.fun:3 in fail_here
// stderr:   at error_in_included_file.fun:4 in error_in_included_file.fun
