; False.
; expect: false
.function main main ()
    load_false r0
    ret r0
.end
