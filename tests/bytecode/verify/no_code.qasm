; A function without code.
; error: code: expected an instruction, given none
.function main main ()

.end
