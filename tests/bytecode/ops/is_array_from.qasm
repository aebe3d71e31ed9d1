; Arrays of at least so many elements, and nothing else.
; expect: [true, true, false, false]
.function main main ()
    load_int r5, 1
    load_int r6, 2
    array_new r4, r5, 2
    is_array_from r0, r4, 2
    is_array_from r1, r4, 0
    is_array_from r2, r4, 3
    load_nil r4
    is_array_from r3, r4, 0
    array_new r0, r0, 4
    ret r0
.end
