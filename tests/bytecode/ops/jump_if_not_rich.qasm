; Goes forward on rich untruth.
; expect: [true, true, false, true, true, true, false, false]
.function main main ()
    load_nil r8
    load_true r0
    jump_if_not_rich r8, L0
    load_false r0
  L0:
    load_false r8
    load_true r1
    jump_if_not_rich r8, L1
    load_false r1
  L1:
    load_true r8
    load_true r2
    jump_if_not_rich r8, L2
    load_false r2
  L2:
    load_int r8, 0
    load_true r3
    jump_if_not_rich r8, L3
    load_false r3
  L3:
    load_const r8, ""
    load_true r4
    jump_if_not_rich r8, L4
    load_false r4
  L4:
    load_const r8, 0.0
    load_true r5
    jump_if_not_rich r8, L5
    load_false r5
  L5:
    load_int r8, 1
    load_true r6
    jump_if_not_rich r8, L6
    load_false r6
  L6:
    load_const r8, "a"
    load_true r7
    jump_if_not_rich r8, L7
    load_false r7
  L7:
    array_new r0, r0, 8
    ret r0
.end
