; Cleanup on the way to the outer handler.
; expect: [7, 1]
.function main main ()
    .try L1..L2 cleanup r2 -> L2
    .try L1..L3 catch r0 -> L3
    load_nil r1
  L1:
    load_int r3, 7
    throw r3
  L2:
    load_int r1, 1
    rethrow r2
  L3:
    array_new r0, r0, 2
    ret r0
.end
