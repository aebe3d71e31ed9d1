; Positions are in files of the module.
; error: line table row 0, file: expected an index below 0, given 0
.function main main ()
    .line 1:1
    ret_nil
.end
