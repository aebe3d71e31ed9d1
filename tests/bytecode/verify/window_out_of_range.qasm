; A call window that leaves the registers.
; error: call a: expected registers below r3, given 4 from r1
.function main main () registers 3
    load_nil r0
    load_nil r1
    load_nil r2
    call r0, r1, 3
    ret r0
.end
