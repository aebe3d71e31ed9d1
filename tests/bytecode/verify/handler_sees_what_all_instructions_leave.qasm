; The first covered instruction might throw before the write.
; error: ret a: expected a register that is written on every path to here, given r1
.function main main () registers 2
    .try L1..L2 catch r0 -> L2
  L1:
    load_nil r1
    throw r1
  L2:
    ret r1
.end
