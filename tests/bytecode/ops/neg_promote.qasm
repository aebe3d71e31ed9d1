; As neg, but integers grow.
; expect: [-5, 9223372036854775808, -1.5]
.function main main ()
    load_int r3, 5
    neg_promote r0, r3
    load_const r3, -9223372036854775808
    neg_promote r1, r3
    load_const r3, 1.5
    neg_promote r2, r3
    array_new r0, r0, 3
    ret r0
.end
