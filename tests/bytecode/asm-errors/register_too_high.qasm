; Registers that cannot be encoded.
; error: 4:9: expected a register up to r4095, given 'r4096'
.function main main ()
    ret r4096
.end
