; A main function that does not exist.
; error: main: expected an index below 1, given 3
.main 3
.function main main ()
    ret_nil
.end
