; Division truncates integers and follows IEEE 754 for floats.
; expect: [3, -3, -9223372036854775808, "error", 3.5, inf, -inf, nan]
.function main main ()
    .try T3..E3 catch r3 -> C3
    load_int r8, 7
    load_int r9, 2
    div r0, r8, r9
    load_int r8, -7
    load_int r9, 2
    div r1, r8, r9
    load_const r8, -9223372036854775808
    load_int r9, -1
    div r2, r8, r9
    load_int r8, 1
    load_int r9, 0
  T3:
    div r3, r8, r9
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_int r8, 7
    load_const r9, 2.0
    div r4, r8, r9
    load_const r8, 1.0
    load_int r9, 0
    div r5, r8, r9
    load_const r8, -1.0
    load_const r9, 0.0
    div r6, r8, r9
    load_const r8, 0.0
    load_const r9, 0.0
    div r7, r8, r9
    array_new r0, r0, 8
    ret r0
.end
