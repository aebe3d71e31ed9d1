; A parameter of a declared type.
; expect: [-56, 2.0]
.function main main ()
    load_int r2, 200
    load_int r3, 2
    call_function r0, r1, 2, f
    ret r0
.end

.function f (a, b)
    coerce_argument r0, int8
    coerce_argument r1, float
    array_new r2, r0, 2
    ret r2
.end
