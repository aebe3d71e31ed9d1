// section: 11.1
#include "_lib/cycle_a.fun"
print(a_value, b_value) // > 1 2
