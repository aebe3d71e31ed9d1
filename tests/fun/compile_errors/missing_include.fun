// section: 11.1
#include "no/such/file.fun"
print(1)
// exit: 1
// stderr: Parse error missing_include.fun:2:
// stderr: Include error: cannot read 'no/such/file.fun'
// stderr: Failed to compile script: missing_include.fun
