; A register that the window does not have.
; error: move b: expected registers below r2, given r7
.function main main () registers 2
    load_nil r0
    move r1, r7
    ret r1
.end
