; A captured cell.
; expect: 2
.function main main ()
    load_int r0, 1
    cell_new r0, r0
    closure r1, f
    load_int r2, 2
    cell_set r0, r2
    call r1, r1, 0
    ret r1
.end

.function f ()
    .capture c r0
    capture_cell_get r0, c
    ret r0
.end
