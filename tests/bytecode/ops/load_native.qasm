; An imported native as a value.
; expect: 3
; needs: native len
.native len
.function main main ()
    load_native r1, len
    load_const r2, "abc"
    call r0, r1, 1
    ret r0
.end
