; A call that throws loses its window too.
; error: at 3, ret a: expected a register that is written on every path to here, given r1
.function main main () registers 4
    .try L1..L2 catch r3 -> L2
    load_nil r0
    load_nil r1
  L1:
    call r0, r1, 0
  L2:
    ret r1
.end
