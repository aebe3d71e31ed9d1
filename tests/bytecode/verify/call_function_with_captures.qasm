; A direct call makes no closure.
; error: call_function c: expected a function that captures nothing, given function 1 with 1 captures
.function main main ()
    call_function r0, r0, 0, f
    ret r0
.end

.function f ()
    .capture x r0
    ret_nil
.end
