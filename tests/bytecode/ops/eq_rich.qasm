; Rich equality.
; expect: [true, true, false, true, true, false, false]
.function main main ()
    load_int r7, 1
    load_const r8, 1.0
    eq_rich r0, r7, r8
    load_true r7
    load_int r8, 1
    eq_rich r1, r7, r8
    load_true r7
    load_int r8, 2
    eq_rich r2, r7, r8
    load_false r7
    load_const r8, 0.0
    eq_rich r3, r7, r8
    load_const r7, "a"
    load_const r8, "a"
    eq_rich r4, r7, r8
    load_const r7, "a"
    load_const r8, b"a"
    eq_rich r5, r7, r8
    load_nil r7
    load_false r8
    eq_rich r6, r7, r8
    array_new r0, r0, 7
    ret r0
.end
