; A native called directly.
; expect: 3
; needs: native len
.native len
.function main main ()
    load_const r2, "abc"
    call_native r0, r1, 1, len
    ret r0
.end
