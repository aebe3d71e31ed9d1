; Operands that an op does not have are zero.
; error: ret_nil: expected zero in unused bits, given 0x0000000100000000
.function main main ()
    .word ret_nil 0x100000000
.end
