; A number in the place of a register.
; error: 5:9: expected a register, given '5'
; error: 6:9: expected a register, given 'x'
.function main main ()
    ret 5
    ret x
.end
