; True.
; expect: true
.function main main ()
    load_true r0
    ret r0
.end
