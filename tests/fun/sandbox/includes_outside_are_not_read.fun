// section: 12.deny 11.1
// limits: --sandbox
// exit: 1
// stderr: Include error: cannot read '../include/_lib/cycle_b.fun'
#include "../include/_lib/cycle_b.fun"
