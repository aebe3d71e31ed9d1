; An opcode that the table does not have.
; error: at 0: expected a known opcode, given 255
.function main main ()
    .word 0xff
    ret_nil
.end
