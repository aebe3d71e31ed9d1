; Register operands hold byte offsets.
; error: load_nil a: expected a register's offset, a multiple of 16, given 17
.function main main () registers 4
    .word load_nil 0x110000
    ret_nil
.end
