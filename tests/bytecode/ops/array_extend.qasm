; An array takes the elements of another, and of itself.
; expect: [1, 2, 1, 2, 1, 2, 1, 2]
.function main main ()
    load_int r0, 1
    load_int r1, 2
    array_new r2, r0, 2
    array_new r3, r0, 2
    array_extend r2, r3
    array_extend r2, r2
    ret r2
.end
