; A counted loop downwards.
; expect: [9, 6, 3]
.function main main ()
    load_int r0, 9
    load_int r1, 0
    load_int r2, -3
    array_new r4, r4, 0
    range_prep r0, L2
  L1:
    array_push r4, r3
    range_loop r0, L1
  L2:
    ret r4
.end
