#include "cycle_a.fun"
b_value = 2
