; An array grows.
; expect: [1]
.function main main ()
    array_new r0, r0, 0
    load_int r1, 1
    array_push r0, r1
    ret r0
.end
