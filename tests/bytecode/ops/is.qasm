; Identity.
; expect: [true, false, true, true, true, false]
.function main main ()
    load_int r6, 1
    load_int r7, 1
    is r0, r6, r7
    load_int r6, 1
    load_const r7, 1.0
    is r1, r6, r7
    load_const r6, nan
    load_const r7, nan
    is r2, r6, r7
    load_const r6, "a"
    load_const r7, "a"
    is r3, r6, r7
    load_nil r6
    load_nil r7
    is r4, r6, r7
    load_true r6
    load_int r7, 1
    is r5, r6, r7
    array_new r0, r0, 6
    ret r0
.end
