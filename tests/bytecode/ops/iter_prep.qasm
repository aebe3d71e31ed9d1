; Elements of an array.
; expect: [1, 2, 3]
.function main main ()
    load_int r0, 1
    load_int r1, 2
    load_int r2, 3
    array_new r0, r0, 3
    array_new r4, r4, 0
    iter_prep r0, 1
    jump L2
  L1:
    array_push r4, r3
  L2:
    iter_loop r0, 1, L1
    ret r4
.end
