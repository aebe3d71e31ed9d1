// section: 1.contextual
throw = 1
defer = 2
yield = 3
import = 4
const = 5
var = 6
global = 7
include = 8
print(throw, defer, yield, import) // > 1 2 3 4
print(const, var, global, include) // > 5 6 7 8
var -= 1
print(var) // > 5
