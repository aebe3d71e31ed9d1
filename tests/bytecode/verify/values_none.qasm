; No values need no registers.
; ok
.function main main () registers 1
    array_new r0, r1, 0
    ret r0
.end
