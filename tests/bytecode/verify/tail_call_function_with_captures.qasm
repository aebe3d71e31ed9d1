; A direct call makes no closure.
; error: tail_call_function c: expected a function that captures nothing, given function 1 with 1 captures
.function main main ()
    tail_call_function r0, 0, f
.end

.function f ()
    .capture x r0
    ret_nil
.end
