; Nothing was written.
; error: at 0, ret a: expected a register that is written on every path to here, given r0
.function main main () registers 1
    ret r0
.end
