; Strict inequality.
; expect: [false, true, true, true, true]
.function main main ()
    load_int r5, 1
    load_int r6, 1
    ne r0, r5, r6
    load_int r5, 1
    load_const r6, 1.5
    ne r1, r5, r6
    load_const r5, nan
    load_const r6, nan
    ne r2, r5, r6
    load_const r5, "a"
    load_const r6, "b"
    ne r3, r5, r6
    load_true r5
    load_int r6, 1
    ne r4, r5, r6
    array_new r0, r0, 5
    ret r0
.end
