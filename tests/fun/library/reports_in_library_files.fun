// section: 15.files
#include <test/include_divzero.fun>
print(ok()) // > 42
boom()
// exit: 1
// stderr: Runtime error: division by zero
// stderr: test/include_divzero.fun:14 in boom
// stderr: reports_in_library_files.fun:4 in reports_in_library_files.fun
