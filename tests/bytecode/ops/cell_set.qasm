; A cell changes.
; expect: 2
.function main main ()
    load_nil r0
    cell_new r0, r0
    load_int r1, 2
    cell_set r0, r1
    cell_get r0, r0
    ret r0
.end
