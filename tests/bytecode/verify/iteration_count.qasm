; An iteration gives one or two values.
; error: iter_prep x: expected 1 or 2, given 3
.function main main ()
    load_nil r0
    iter_prep r0, 3
    ret_nil
.end
