; Throwing leads forward, so that every cycle passes a back edge.
; error: handler 0: expected a target behind the range 1..2, given 0
.function main main () registers 1
    .try L2..L3 catch r0 -> L1
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
