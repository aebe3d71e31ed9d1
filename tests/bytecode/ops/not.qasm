; Strict negation.
; expect: [true, true, false, false, false]
.function main main ()
    load_nil r5
    not r0, r5
    load_false r5
    not r1, r5
    load_int r5, 0
    not r2, r5
    load_const r5, ""
    not r3, r5
    load_true r5
    not r4, r5
    array_new r0, r0, 5
    ret r0
.end
