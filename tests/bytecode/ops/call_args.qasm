; A call with an array and named arguments.
; expect: [7, 3]
.function main main ()
    closure r1, f
    load_int r2, 7
    array_new r2, r2, 1
    load_int r3, 3
    call_args r0, r1, 1, (b)
    ret r0
.end

.function f (a, b)
    array_new r2, r0, 2
    ret r2
.end
