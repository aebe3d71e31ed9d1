; Greater, on numbers, strings or bytes.
; expect: [true, false, "error"]
.function main main ()
    .try T2..E2 catch r2 -> C2
    load_int r3, 2
    load_int r4, 1
    gt_rich r0, r3, r4
    load_const r3, b"a"
    load_const r4, b"b"
    gt_rich r1, r3, r4
    load_true r3
    load_false r4
  T2:
    gt_rich r2, r3, r4
  E2:
    jump N2
  C2:
    load_const r2, "error"
  N2:
    array_new r0, r0, 3
    ret r0
.end
