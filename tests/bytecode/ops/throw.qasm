; A value thrown and caught.
; expect: 7
.function main main ()
    .try L1..L2 catch r0 -> L2
  L1:
    load_int r1, 7
    throw r1
  L2:
    ret r0
.end
