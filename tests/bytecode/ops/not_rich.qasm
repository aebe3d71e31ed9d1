; Rich negation.
; expect: [true, true, true, true, true, false, false]
.function main main ()
    load_nil r7
    not_rich r0, r7
    load_int r7, 0
    not_rich r1, r7
    load_const r7, 0.0
    not_rich r2, r7
    load_const r7, ""
    not_rich r3, r7
    load_const r7, b""
    not_rich r4, r7
    load_const r7, "a"
    not_rich r5, r7
    load_const r7, nan
    not_rich r6, r7
    array_new r0, r0, 7
    ret r0
.end
