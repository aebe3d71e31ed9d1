; A counted loop without a turn.
; expect: []
.function main main ()
    load_int r0, 3
    load_int r1, 3
    load_int r2, 1
    array_new r4, r4, 0
    range_prep r0, L2
  L1:
    array_push r4, r3
    range_loop r0, L1
  L2:
    ret r4
.end
