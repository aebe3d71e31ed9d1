; Strict truth.
; expect: [false, false, true, true, true]
.function main main ()
    load_nil r5
    truth r0, r5
    load_false r5
    truth r1, r5
    load_int r5, 0
    truth r2, r5
    load_const r5, ""
    truth r3, r5
    load_const r5, nan
    truth r4, r5
    array_new r0, r0, 5
    ret r0
.end
