; A captured capture that the maker does not have.
; error: closure d: expected captured captures below 0, given 2 as capture 0 of function 1
.function main main ()
    closure r0, f
    ret r0
.end

.function f ()
    .capture x capture 2
    ret_nil
.end
