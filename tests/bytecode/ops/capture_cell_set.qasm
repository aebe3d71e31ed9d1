; A captured cell changes.
; expect: 3
.function main main ()
    load_int r0, 1
    cell_new r0, r0
    closure r1, f
    call r1, r1, 0
    cell_get r0, r0
    ret r0
.end

.function f ()
    .capture c r0
    load_int r0, 3
    capture_cell_set r0, c
    ret_nil
.end
