// section: 11.2 11.1
// stderr: Parse error missing.fun:6:8: Import error: cannot read '_nothing.fun'
// stderr: Parse error missing.fun:7:8: Import error: cannot read 'a/b.fun'
// stderr: Parse error missing.fun:8:10: Include error: cannot read '_none.fun'
// exit: 1
import "_nothing"
import a.b
#include "_none.fun" as none
