; A run of values that leaves the registers.
; error: array_new b: expected registers below r2, given 3 from r1
.function main main () registers 2
    load_nil r1
    array_new r0, r1, 3
    ret r0
.end
