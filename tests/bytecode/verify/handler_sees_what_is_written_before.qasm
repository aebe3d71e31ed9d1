; Written before the range.
; ok
.function main main () registers 2
    .try L1..L2 catch r0 -> L2
    load_nil r1
  L1:
    throw r1
  L2:
    ret r1
.end
