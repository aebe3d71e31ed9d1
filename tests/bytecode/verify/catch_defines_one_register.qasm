; Catch handlers get the value alone.
; error: rethrow a: expected a register that is written on every path to here, given r1
.function main main () registers 4
    .try L1..L2 catch r0 -> L2
  L1:
    load_nil r3
    throw r3
  L2:
    rethrow r0
.end
