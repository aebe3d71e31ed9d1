; A counted loop.
; ok
.function main main ()
    load_int r0, 0
    load_int r1, 9
    load_int r2, 1
    load_int r4, 0
    range_prep r0, L2
  L1:
    add r4, r4, r3
    range_loop r0, L1
  L2:
    ret r4
.end
