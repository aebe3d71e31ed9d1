; Nil.
; expect: nil
.function main main ()
    load_nil r0
    ret r0
.end
