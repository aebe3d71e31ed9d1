// Another name of crypt/ripemd160.fun.

#include <crypt/ripemd160.fun>
