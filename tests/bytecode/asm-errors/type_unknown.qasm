; A type that does not exist.
; error: 4:20: expected a type, given 'int65'
.function main main ()
    coerce r0, r0, int65
    ret r0
.end
