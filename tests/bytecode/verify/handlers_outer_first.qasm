; The table is searched from the top, so inner handlers come first.
; error: handlers 1 and 0: expected the inner one first, given 1..2 and 0..3
.function main main () registers 1
    .try L1..L4 catch r0 -> L4
    .try L2..L3 catch r0 -> L4
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
