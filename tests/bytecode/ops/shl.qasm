; Shift to the left; large and negative counts.
; expect: [8, -9223372036854775808, 0, -4, -1, 0, "error"]
.function main main ()
    .try T6..E6 catch r6 -> C6
    load_int r7, 1
    load_int r8, 3
    shl r0, r7, r8
    load_int r7, 1
    load_int r8, 63
    shl r1, r7, r8
    load_int r7, 1
    load_int r8, 64
    shl r2, r7, r8
    load_int r7, -8
    load_int r8, -1
    shl r3, r7, r8
    load_int r7, -8
    load_int r8, -64
    shl r4, r7, r8
    load_int r7, 1
    load_const r8, 9223372036854775807
    shl r5, r7, r8
    load_const r7, 1.0
    load_int r8, 1
  T6:
    shl r6, r7, r8
  E6:
    jump N6
  C6:
    load_const r6, "error"
  N6:
    array_new r0, r0, 7
    ret r0
.end
