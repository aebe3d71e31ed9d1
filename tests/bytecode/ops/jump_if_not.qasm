; Goes forward on strict untruth.
; expect: [true, true, false, false, false, false]
.function main main ()
    load_nil r6
    load_true r0
    jump_if_not r6, L0
    load_false r0
  L0:
    load_false r6
    load_true r1
    jump_if_not r6, L1
    load_false r1
  L1:
    load_true r6
    load_true r2
    jump_if_not r6, L2
    load_false r2
  L2:
    load_int r6, 0
    load_true r3
    jump_if_not r6, L3
    load_false r3
  L3:
    load_const r6, ""
    load_true r4
    jump_if_not r6, L4
    load_false r4
  L4:
    load_int r6, 1
    load_true r5
    jump_if_not r6, L5
    load_false r5
  L5:
    array_new r0, r0, 6
    ret r0
.end
