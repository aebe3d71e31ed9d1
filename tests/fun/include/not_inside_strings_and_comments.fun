// section: 11.1
s = "
#include <nowhere.fun>
"
/*
#include <nowhere.fun>
*/
print(len(s)) // > 24
