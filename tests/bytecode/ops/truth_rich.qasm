; Rich truth.
; expect: [false, false, false, false, true, true, true]
.function main main ()
    load_nil r7
    truth_rich r0, r7
    load_int r7, 0
    truth_rich r1, r7
    load_const r7, -0.0
    truth_rich r2, r7
    load_const r7, ""
    truth_rich r3, r7
    load_const r7, b"a"
    truth_rich r4, r7
    load_const r7, nan
    truth_rich r5, r7
    load_int r7, 1
    truth_rich r6, r7
    array_new r0, r0, 7
    ret r0
.end
