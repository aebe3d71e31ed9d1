; A capture that the function does not have.
; error: capture_get d: expected a capture below 0, given 0
.function main main ()
    capture_get r0, 0
    ret r0
.end
