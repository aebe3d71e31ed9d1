; A range ends at an instruction.
; error: handler 0, end: expected the pc of an instruction, given 17
.function main main () registers 1
    .try L1..17 catch r0 -> L4
  L1:
    load_nil r0
  L2:
    load_nil r0
  L3:
    load_nil r0
  L4:
    ret_nil
.end
