; A tuple.
; expect: 2.5
.function main main ()
    load_int r0, 1
    load_const r1, 2.5
    load_const r2, "x"
    tuple_new r0, r0, 3
    tuple_get r0, r0, 1
    ret r0
.end
