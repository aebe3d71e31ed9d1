; Bits of a number in the place of a NaN's.
; error: 4:24: expected the bits of a NaN, given '0x0'
.function main main ()
    load_const r0, nan:0
    ret r0
.end
