// section: 11.1
#include "_lib/once.fun"
#include "_lib/once.fun"
#include "_lib/../_lib/once.fun"
print("main")
// > once
// > main
