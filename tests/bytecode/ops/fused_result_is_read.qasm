; What a comparison gives is read behind the branch that it is beside, on both ways.
; expect: [true, false]
.function main main ()
    load_int r4, 1
    load_int r5, 2
    load_nil r0
    load_nil r1
    lt r0, r4, r5
    jump_if r0, L1
  L1:
    lt r1, r5, r4
    jump_if r1, L2
  L2:
    array_new r0, r0, 2
    ret r0
.end
