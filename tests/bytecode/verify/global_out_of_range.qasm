; A module variable that does not exist.
; error: global_get d: expected a module variable below 1, given 1
.global a
.function main main ()
    global_get r0, 1
    ret r0
.end
