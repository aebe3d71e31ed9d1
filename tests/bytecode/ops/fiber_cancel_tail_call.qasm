; Cleanup code of a fiber that is being cancelled returns what a fiber that it has resumed ended with: the cancelling
; goes on.
; expect: ["cancelled", ["of g", "of h"], 5]
.native resume
.function main main ()
    array_new r0, r0, 0
    cell_new r0, r0
    closure r1, h
    map_new r2, 1
    load_const r3, "mask"
    load_int r4, 512
    map_insert r2, r3, r4
    fiber_new r1, r1, r2
    move r4, r1
    resume r2, r3, 1, resume
    load_nil r3
    fiber_cancel r3, r1, r3
    fiber_status r2, r1
    cell_get r3, r0
    load_int r4, 5
    array_new r0, r2, 3
    ret r0
.end

.function h ()
    .capture marks r0
    .try L1..L2 cleanup r1 -> L2
    closure r0, g
    call r0, r0, 0
  L1:
    move r5, r0
    resume r3, r4, 1, resume
    ret r3
  L2:
    capture_cell_get r3, marks
    load_const r4, "of h"
    array_push r3, r4
    rethrow r1
.end

.function g ()
    .capture marks capture 0
    generate
    .try L1..L2 cleanup r1 -> L2
    load_nil r0
  L1:
    load_int r0, 512
    load_int r1, 8
    emit r0, r0, r1
    ret r0
  L2:
    capture_cell_get r3, marks
    load_const r4, "of g"
    array_push r3, r4
    closure r3, bad
    load_int r6, 1
    map_new r4, 1
    load_const r5, "mask"
    map_insert r4, r5, r6
    fiber_new r3, r3, r4
    load_native r2, resume
    tail_call r2, 1
.end

.function bad ()
    load_int r0, 1
    load_int r1, 0
    div r0, r0, r1
    ret r0
.end
