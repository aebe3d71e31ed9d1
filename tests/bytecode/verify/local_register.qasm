; Locals are in registers.
; error: local 0: expected an index below 1, given 3
.function main main () registers 1
    .local x r3 0..1
    ret_nil
.end
