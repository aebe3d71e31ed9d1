; Access is from inside or outside.
; error: get_field x: expected 0 or 1, given 2
.function main main ()
    load_nil r0
    get_field r0, r0, a, 2
    ret r0
.end
