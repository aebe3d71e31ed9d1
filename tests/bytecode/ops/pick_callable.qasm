; A native in the place of what cannot be called.
; expect: 3
; needs: native len
.native len
.function main main ()
    load_nil r1
    pick_callable r1, len
    load_const r2, "abc"
    call r0, r1, 1
    ret r0
.end
