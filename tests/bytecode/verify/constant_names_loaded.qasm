; Names are no value.
; error: load_const d: expected a constant that is a value, given constant 0, names
.function main main ()
    load_const r0, (a, b)
    ret r0
.end
