// section: 11.1
// env: FUN_LIB_DIR=_lib/deep
#include "inner.fun"
print(from_inner()) // > inner
