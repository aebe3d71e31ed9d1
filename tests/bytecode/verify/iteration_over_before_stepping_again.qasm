; An iteration that is over is not stepped.
; error: iter_loop a: expected registers as iter_prep
.function main main ()
    array_new r0, r0, 0
    iter_prep r0, 1
    jump L2
  L1:
    nop
  L2:
    iter_loop r0, 1, L1
    iter_loop r0, 1, L1
    ret_nil
.end
