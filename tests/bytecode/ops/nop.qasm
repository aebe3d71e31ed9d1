; Nothing happens.
; expect: 1
.function main main ()
    nop
    load_int r0, 1
    ret r0
.end
