; A module variable changes in a function.
; expect: 2
.global g
.function main main ()
    load_int r0, 1
    global_set r0, g
    call_function r0, r0, 0, f
    global_get r0, g
    ret r0
.end

.function f ()
    load_int r0, 2
    global_set r0, g
    ret_nil
.end
