; An iteration with index and element.
; ok
.function main main ()
    array_new r0, r0, 0
    load_int r5, 0
    iter_prep r0, 2
    jump L2
  L1:
    add r5, r3, r4
  L2:
    iter_loop r0, 2, L1
    ret r5
.end
