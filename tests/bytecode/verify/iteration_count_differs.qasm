; An iteration is stepped as it was prepared.
; error: iter_loop a: expected registers as iter_prep or this op, with the same x
.function main main ()
    array_new r0, r0, 0
    iter_prep r0, 1
    jump L2
  L1:
    nop
  L2:
    iter_loop r0, 2, L1
    ret_nil
.end
