; An op has one fallback.
; error: fallback 1: expected one fallback for each op, given add
.fallback add, f
.fallback add, f
.function main main ()
    ret_nil
.end

.function f (a, b)
    ret r0
.end
