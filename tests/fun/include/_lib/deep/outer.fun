#include "inner.fun"
