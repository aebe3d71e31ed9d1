; A function called directly.
; expect: 4
.function main main ()
    load_int r2, 7
    load_int r3, 3
    call_function r0, r1, 2, f
    ret r0
.end

.function f (a, b)
    sub r0, r0, r1
    ret r0
.end
