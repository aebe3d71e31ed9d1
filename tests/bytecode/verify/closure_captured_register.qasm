; A captured register that the maker does not have.
; error: closure d: expected captured registers below r1, given r5 as capture 0 of function 1
.function main main ()
    closure r0, f
    ret r0
.end

.function f ()
    .capture x r5
    ret_nil
.end
