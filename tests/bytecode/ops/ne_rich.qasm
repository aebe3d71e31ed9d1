; Rich inequality.
; expect: [false, false, true, true]
.function main main ()
    load_int r4, 1
    load_const r5, 1.0
    ne_rich r0, r4, r5
    load_true r4
    load_int r5, 1
    ne_rich r1, r4, r5
    load_true r4
    load_int r5, 2
    ne_rich r2, r4, r5
    load_const r4, "a"
    load_int r5, 1
    ne_rich r3, r4, r5
    array_new r0, r0, 4
    ret r0
.end
