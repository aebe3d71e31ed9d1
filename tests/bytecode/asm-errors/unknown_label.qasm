; A jump to nowhere.
; error: 4:10: expected a label of this function, given 'L1'
.function main main ()
    jump L1
    ret_nil
.end
