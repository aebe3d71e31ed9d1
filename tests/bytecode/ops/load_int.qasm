; Integers.
; expect: [-2147483648, 2147483647, 0]
.function main main ()
    load_int r0, -2147483648
    load_int r1, 2147483647
    load_int r2, 0
    array_new r0, r0, 3
    ret r0
.end
