; Ranges that nest, are equal or follow each other.
; ok
.function main main () registers 2
    .try L2..L3 catch r0 -> L4
    .try L2..L3 catch r0 -> L4
    .try L1..L3 catch r0 -> L4
    .try L3..L4 catch r0 -> L4
    .try L1..L4 cleanup r0 -> L4
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
