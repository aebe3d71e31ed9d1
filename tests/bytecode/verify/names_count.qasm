; As many names as named arguments.
; error: call_args w: expected 1 names, as x says, given 2
.function main main ()
    load_nil r0
    array_new r1, r1, 0
    load_nil r2
    call_args r0, r0, 1, (a, b)
    ret r0
.end
