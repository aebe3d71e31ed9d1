; Nil returned.
; expect: nil
.function main main ()
    ret_nil
.end
