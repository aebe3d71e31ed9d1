; Execution runs off the end.
; error: load_nil: expected an op that ends the path at the end of the code, given one that goes on
.function main main ()
    load_nil r0
.end
