; An iteration is no counted loop.
; error: range_loop a: expected registers as range_prep
.function main main ()
    array_new r0, r0, 0
    iter_prep r0, 1
    jump L2
  L1:
    nop
  L2:
    range_loop r0, L1
    ret_nil
.end
