#include "greet.fun"
print("more runs")
