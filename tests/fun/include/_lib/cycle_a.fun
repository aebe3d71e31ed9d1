#include "cycle_b.fun"
a_value = 1
