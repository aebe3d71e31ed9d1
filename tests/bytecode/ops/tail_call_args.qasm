; A call with an array in the place of the frame.
; expect: 4
.function main main ()
    load_int r2, 7
    call_function r0, r1, 1, g
    ret r0
.end

.function g (a)
    closure r1, f
    array_new r2, r0, 1
    load_int r3, 3
    tail_call_args r1, 1, (b)
.end

.function f (a, b)
    sub r0, r0, r1
    ret r0
.end
