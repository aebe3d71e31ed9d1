; A native that is not imported.
; error: load_native d: expected a native below 0, given 0
.function main main ()
    load_native r0, 0
    ret r0
.end
