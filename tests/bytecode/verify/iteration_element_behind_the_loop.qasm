; Behind the loop there is no element.
; error: ret a: expected a register that is written on every path to here, given r3
.function main main ()
    array_new r0, r0, 0
    iter_prep r0, 1
    jump L2
  L1:
    nop
  L2:
    iter_loop r0, 1, L1
    ret r3
.end
