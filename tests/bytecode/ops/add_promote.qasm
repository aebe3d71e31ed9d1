; As add, but integers grow.
; expect: [3, 9223372036854775808, 3.5]
.function main main ()
    load_int r3, 1
    load_int r4, 2
    add_promote r0, r3, r4
    load_const r3, 9223372036854775807
    load_int r4, 1
    add_promote r1, r3, r4
    load_const r3, 1.5
    load_int r4, 2
    add_promote r2, r3, r4
    array_new r0, r0, 3
    ret r0
.end
