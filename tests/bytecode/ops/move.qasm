; Copies.
; expect: [1, "a", nil]
.function main main ()
    load_int r3, 1
    move r0, r3
    load_const r3, "a"
    move r1, r3
    load_nil r3
    move r2, r3
    array_new r0, r0, 3
    ret r0
.end
