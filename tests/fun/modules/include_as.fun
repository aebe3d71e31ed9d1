// section: 11.1
#include "_util.fun" as util // > util runs
include "_util.fun" as same
include <_found.fun> as found
print(util.twice(2), same.bump(), util.count, found.where) // > 4 1 1 library
// Nothing else becomes visible.
twice = 3
print(twice) // > 3
// The same file included as text is another copy.
include "_util.fun" // > util runs
print(twice(4), bump(7), util.count) // > 8 7 1
