; Destructuring writes as many registers as it says.
; ok
.function main main ()
    load_nil r0
    destructure r1, r0, 2
    ret r2
.end
