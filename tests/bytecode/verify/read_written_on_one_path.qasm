; One path does not write.
; error: at 3, ret a: expected a register that is written on every path to here, given r1
.function main main ()
    load_true r0
    jump_if r0, L1
    load_nil r1
  L1:
    ret r1
.end
