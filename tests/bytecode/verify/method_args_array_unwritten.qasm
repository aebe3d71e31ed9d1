; The array of arguments is read.
; error: call_method_args a: expected a register that is written on every path to here, given r1
.function main main ()
    call_method_args r0, r0, 0, m, ()
    ret r0
.end
