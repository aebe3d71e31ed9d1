; Logical shift to the right; large and negative counts.
; expect: [9223372036854775807, 0, 1, 8, 0]
.function main main ()
    load_int r5, -1
    load_int r6, 1
    ushr r0, r5, r6
    load_int r5, -1
    load_int r6, 64
    ushr r1, r5, r6
    load_int r5, -1
    load_int r6, 63
    ushr r2, r5, r6
    load_int r5, 1
    load_int r6, -3
    ushr r3, r5, r6
    load_int r5, -1
    load_const r6, -9223372036854775808
    ushr r4, r5, r6
    array_new r0, r0, 5
    ret r0
.end
