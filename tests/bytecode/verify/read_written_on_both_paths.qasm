; Both paths write.
; ok
.function main main ()
    load_true r0
    jump_if r0, L1
    load_nil r1
    jump L2
  L1:
    load_true r1
  L2:
    ret r1
.end
