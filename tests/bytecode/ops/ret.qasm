; A value returned.
; expect: 5
.function main main ()
    load_int r0, 5
    ret r0
.end
