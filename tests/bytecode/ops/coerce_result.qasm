; A result of a declared type.
; expect: 1
.function main main ()
    load_int r2, 257
    call_function r0, r1, 1, f
    ret r0
.end

.function f (a)
    .result "Number"
    coerce_result r0, r0, uint8
    ret r0
.end
