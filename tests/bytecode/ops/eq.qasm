; Strict equality.
; expect: [true, true, false, false, true, false, false, true, false]
.function main main ()
    load_int r9, 1
    load_int r10, 1
    eq r0, r9, r10
    load_int r9, 1
    load_const r10, 1.0
    eq r1, r9, r10
    load_const r9, 9007199254740993
    load_const r10, 9007199254740992.0
    eq r2, r9, r10
    load_const r9, nan
    load_const r10, nan
    eq r3, r9, r10
    load_const r9, "a"
    load_const r10, "a"
    eq r4, r9, r10
    load_const r9, "a"
    load_const r10, b"a"
    eq r5, r9, r10
    load_true r9
    load_int r10, 1
    eq r6, r9, r10
    load_nil r9
    load_nil r10
    eq r7, r9, r10
    load_nil r9
    load_false r10
    eq r8, r9, r10
    array_new r0, r0, 9
    ret r0
.end
