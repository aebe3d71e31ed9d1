; Too few operands.
; error: 4:18: expected ',', given the end of the line
.function main main ()
    add    r0, r1
.end
