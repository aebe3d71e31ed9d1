; Constants of the wrong kind.
; error: 5:23: expected a name, given an integer
; error: 6:26: expected names in parentheses, given a string
.function main main ()
    get_field r0, r0, 5, inside
    call_args r0, r0, 0, "a"
    ret r0
.end
