; A method call has a receiver.
; error: call_method x: expected at least 1, the receiver counted, given 0
.function main main ()
    call_method r0, r0, 0, m
    ret r0
.end
