; What is thrown goes to a register.
; error: handler 0: expected registers below 1, given r1
.function main main () registers 1
    .try L1..L2 catch r1 -> L3
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
