; An initializer runs on an instance.
; error: call_init x: expected at least 1, the receiver counted, given 0
.function main main ()
    load_nil r0
    call_init r0, r0, 0
    ret r0
.end
