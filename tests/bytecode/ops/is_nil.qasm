; Whether it is nil.
; expect: [true, false, false]
.function main main ()
    load_nil r3
    is_nil r0, r3
    load_false r3
    is_nil r1, r3
    load_int r3, 0
    is_nil r2, r3
    array_new r0, r0, 3
    ret r0
.end
