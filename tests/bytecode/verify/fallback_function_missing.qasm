; A fallback that does not exist.
; error: fallback 0: expected an index below 1, given 4
.fallback add, 4
.function main main ()
    ret_nil
.end
