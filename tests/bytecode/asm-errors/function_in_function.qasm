; A function in a function.
; error: 5:1: expected '.end' before the next function, given '.function'
.function main main ()
    ret_nil
.function f ()
    ret_nil
.end
