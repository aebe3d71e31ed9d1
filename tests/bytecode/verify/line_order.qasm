; The line table is sorted.
; error: line table row 1: expected pcs that ascend, given 0
.file "a"
.function main main ()
    .line_at 0 0:1:1
    .line_at 0 0:2:1
    ret_nil
.end
