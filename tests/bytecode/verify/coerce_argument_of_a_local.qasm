; Only parameters are checked as arguments.
; error: coerce_argument a: expected the register of a parameter, given r1
.function main main ()
    ret_nil
.end

.function f (a)
    load_nil r1
    coerce_argument r1, int64
    ret r1
.end
