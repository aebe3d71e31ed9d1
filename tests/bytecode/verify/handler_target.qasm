; A handler is an instruction.
; error: handler 0, target: expected the pc of an instruction, given 17
.function main main () registers 1
    .try L1..L2 catch r0 -> 17
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
