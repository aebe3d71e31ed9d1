; Nobody gives main arguments.
; error: main: expected a function without parameters, given 1
.function main main (a)
    ret_nil
.end
