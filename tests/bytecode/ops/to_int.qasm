; A number truncated to an integer.
; expect: [2, -2, 7, "error", "error", "error", -9223372036854775808]
.function main main ()
    .try T3..E3 catch r3 -> C3
    .try T4..E4 catch r4 -> C4
    .try T5..E5 catch r5 -> C5
    load_const r7, 2.9
    to_int r0, r7
    load_const r7, -2.9
    to_int r1, r7
    load_int r7, 7
    to_int r2, r7
    load_const r7, 1e300
  T3:
    to_int r3, r7
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_const r7, nan
  T4:
    to_int r4, r7
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    load_const r7, 9223372036854775808.0
  T5:
    to_int r5, r7
  E5:
    jump N5
  C5:
    load_const r5, "error"
  N5:
    load_const r7, -9223372036854775808.0
    to_int r6, r7
    array_new r0, r0, 7
    ret r0
.end
