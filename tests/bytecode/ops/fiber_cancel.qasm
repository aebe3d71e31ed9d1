; Cleanup code runs, nothing else does.
; expect: [nil, "cancelled", 1]
.function main main ()
    load_int r0, 0
    cell_new r0, r0
    closure r1, gen
    load_nil r2
    fiber_new r1, r1, r2
    move r3, r1
    resume r2, r2, 1, resume
    load_nil r2
    fiber_cancel r2, r1, r2
    fiber_status r3, r1
    cell_get r4, r0
    array_new r0, r2, 3
    ret r0
.end

.function gen ()
    .capture count r0
    .try L1..L2 cleanup r0 -> L2
    load_nil r0
  L1:
    yield r2, r0
    ret r2
  L2:
    load_int r2, 1
    capture_cell_set r2, count
    rethrow r0
.end
