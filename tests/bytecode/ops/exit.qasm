; The program ends with a code.
; expect-exit: 3
.function main main ()
    load_int r0, 3
    exit r0
    ret_nil
.end
