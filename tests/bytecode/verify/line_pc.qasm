; Positions are of instructions.
; error: line table row 0: expected an index below 1, given 5
.file "a"
.function main main ()
    .line_at 5 0:1:1
    ret_nil
.end
