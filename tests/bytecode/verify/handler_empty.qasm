; A handler covers something.
; error: handler 0: expected a range that is not empty, given 1..1
.function main main () registers 1
    .try L2..L2 catch r0 -> L4
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
