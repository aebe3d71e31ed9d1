; Each cell is its own.
; expect: [1, 2]
.function main main ()
    load_int r0, 1
    cell_new r1, r0
    cell_new r2, r0
    load_int r0, 2
    cell_set r2, r0
    cell_get r1, r1
    cell_get r2, r2
    array_new r0, r1, 2
    ret r0
.end
