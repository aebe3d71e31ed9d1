; A fallback of an op that does not exist.
; error: 3:11: expected an op, given 'plus'
.fallback plus, main
.function main main ()
    ret_nil
.end
