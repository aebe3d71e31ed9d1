; Goes forward on all but nil.
; expect: [false, true, true]
.function main main ()
    load_nil r3
    load_true r0
    jump_if_not_nil r3, L0
    load_false r0
  L0:
    load_false r3
    load_true r1
    jump_if_not_nil r3, L1
    load_false r1
  L1:
    load_int r3, 0
    load_true r2
    jump_if_not_nil r3, L2
    load_false r2
  L2:
    array_new r0, r0, 3
    ret r0
.end
