; A window has at most 4000 registers.
; error: registers: expected at most 4000, given 4001
.function main main () registers 4001
    ret_nil
.end
