// section: 11.1
#include "_lib/greet.fun"
include "_lib/more.fun" // trailing comment
// > more runs
print(greet("x"), counter_value) // > hello x 10
counter_value += 1
print(bump(), counter_value) // > 12 12
