// section: 12.deny 11.1
// limits: --sandbox
#include "_beside.fun"

print(beside()) // > beside
