; Loop ops go back only.
; error: loop d: expected a distance below 0, given 0
.function main main ()
    loop 0
    ret_nil
.end
