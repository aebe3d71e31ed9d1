; A type that does not exist.
; error: coerce c: expected the code of a type, given 99
.function main main ()
    load_nil r0
    coerce r0, r0, 99
    ret r0
.end
