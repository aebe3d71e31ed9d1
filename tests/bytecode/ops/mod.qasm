; Remainder with the sign of the dividend.
; expect: [1, -1, 1, 0, "error", 1.5, nan]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r7, 7
    load_int r8, 2
    mod r0, r7, r8
    load_int r7, -7
    load_int r8, 2
    mod r1, r7, r8
    load_int r7, 7
    load_int r8, -2
    mod r2, r7, r8
    load_const r7, -9223372036854775808
    load_int r8, -1
    mod r3, r7, r8
    load_int r7, 1
    load_int r8, 0
  T4:
    mod r4, r7, r8
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    load_const r7, 7.5
    load_int r8, 2
    mod r5, r7, r8
    load_const r7, 1.0
    load_const r8, 0.0
    mod r6, r7, r8
    array_new r0, r0, 7
    ret r0
.end
