; A function without an end.
; error: 4:1: expected '.end', given the end of the text
.function main main ()
    ret_nil
