; An array.
; expect: [1, 2.5, "x"]
.function main main ()
    load_int r0, 1
    load_const r1, 2.5
    load_const r2, "x"
    array_new r0, r0, 3
    ret r0
.end
