; A name that two have.
; error: 4:17: expected a function by index, since several have the name, given 'f'
.function main main ()
    closure r0, f
    ret r0
.end
.function f ()
    ret_nil
.end
.function f ()
    ret_nil
.end
