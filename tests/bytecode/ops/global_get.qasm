; A module variable.
; expect: 1
.global g
.function main main ()
    load_int r0, 1
    global_set r0, g
    call_function r0, r0, 0, f
    ret r0
.end

.function f ()
    global_get r0, g
    ret r0
.end
