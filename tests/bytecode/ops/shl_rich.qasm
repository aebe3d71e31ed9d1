; Shift to the left by the count modulo 64.
; expect: [8, 1, -9223372036854775808, 2]
.function main main ()
    load_int r4, 1
    load_int r5, 3
    shl_rich r0, r4, r5
    load_int r4, 1
    load_int r5, 64
    shl_rich r1, r4, r5
    load_int r4, 1
    load_int r5, -1
    shl_rich r2, r4, r5
    load_int r4, 1
    load_int r5, 65
    shl_rich r3, r4, r5
    array_new r0, r0, 4
    ret r0
.end
