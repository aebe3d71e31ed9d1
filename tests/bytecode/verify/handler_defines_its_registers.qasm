; Cleanup handlers get value and bits.
; ok
.function main main () registers 4
    .try L1..L2 cleanup r0 -> L2
  L1:
    load_nil r3
    throw r3
  L2:
    rethrow r0
.end
