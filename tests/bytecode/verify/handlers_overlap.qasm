; Ranges that cross.
; error: expected ranges that are nested or disjoint, given 1..3 and 0..2
.function main main () registers 1
    .try L1..L3 catch r0 -> L4
    .try L2..L4 catch r0 -> L4
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
