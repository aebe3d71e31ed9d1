; Every parameter has a name.
; error: parameters: expected 2 names, given 1
.function main main ()
    ret_nil
.end

.function f (a)
    .arity 2 0
    ret_nil
.end
