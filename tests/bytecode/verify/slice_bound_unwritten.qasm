; Both bounds are read.
; error: get_slice c: expected a register that is written on every path to here, given r2
.function main main () registers 3
    load_nil r0
    load_nil r1
    get_slice r0, r0, r1
    ret r0
.end
