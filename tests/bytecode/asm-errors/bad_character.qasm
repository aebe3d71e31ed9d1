; A character that begins nothing.
; error: 4:9: expected a statement, an operand or a comment, given '@'
.function main main ()
    ret @
.end
