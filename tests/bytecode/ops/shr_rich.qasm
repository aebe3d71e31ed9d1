; Shift to the right by the count modulo 64.
; expect: [-4, -8, -1, 4]
.function main main ()
    load_int r4, -8
    load_int r5, 1
    shr_rich r0, r4, r5
    load_int r4, -8
    load_int r5, 64
    shr_rich r1, r4, r5
    load_const r4, -9223372036854775808
    load_int r5, -1
    shr_rich r2, r4, r5
    load_int r4, 8
    load_int r5, 65
    shr_rich r3, r4, r5
    array_new r0, r0, 4
    ret r0
.end
