; Constants.
; expect: [9223372036854775807, 1.5, "a\nb", b"\xff", -0.0]
.function main main ()
    load_const r0, 9223372036854775807
    load_const r1, 1.5
    load_const r2, "a\nb"
    load_const r3, b"\xff"
    load_const r4, -0.0
    array_new r0, r0, 5
    ret r0
.end
