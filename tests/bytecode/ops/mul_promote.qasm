; As mul, but integers grow.
; expect: [42, 18446744073709551614, 3.0]
.function main main ()
    load_int r3, 6
    load_int r4, 7
    mul_promote r0, r3, r4
    load_const r3, 9223372036854775807
    load_int r4, 2
    mul_promote r1, r3, r4
    load_const r3, 1.5
    load_int r4, 2
    mul_promote r2, r3, r4
    array_new r0, r0, 3
    ret r0
.end
