// section: 11.1
#include "_lib/deep/outer.fun"
print(from_inner()) // > inner
