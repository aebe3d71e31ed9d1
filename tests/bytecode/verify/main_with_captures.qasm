; Main has no surroundings.
; error: main: expected a function that captures nothing, given one with 1 captures
.function main main ()
    .capture x capture 0
    ret_nil
.end
