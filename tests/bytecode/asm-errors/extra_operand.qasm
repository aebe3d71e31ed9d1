; Too many operands.
; error: 4:12: expected the end of the line, given ','
.function main main ()
    ret r10, r1
.end
