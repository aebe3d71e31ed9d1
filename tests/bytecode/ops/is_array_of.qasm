; Arrays of an exact length, and nothing else.
; expect: [true, false, false]
.function main main ()
    load_int r4, 1
    load_int r5, 2
    array_new r3, r4, 2
    is_array_of r0, r3, 2
    is_array_of r1, r3, 1
    load_const r3, "ab"
    is_array_of r2, r3, 2
    array_new r0, r0, 3
    ret r0
.end
