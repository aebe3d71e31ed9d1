; Named arguments have names.
; error: call_args w: expected names, given constant 0, a string
.function main main ()
    .const "a"
    load_nil r0
    array_new r1, r1, 0
    call_args r0, r0, 0, #0
    ret r0
.end
