; A number truncated and clamped to an integer.
; expect: [2, 9223372036854775807, -9223372036854775808, 0, 7, "error"]
.function main main ()
    .try T5..E5 catch r5 -> C5
    load_const r6, 2.9
    to_int_sat r0, r6
    load_const r6, 1e300
    to_int_sat r1, r6
    load_const r6, -inf
    to_int_sat r2, r6
    load_const r6, nan
    to_int_sat r3, r6
    load_int r6, 7
    to_int_sat r4, r6
    load_const r6, "a"
  T5:
    to_int_sat r5, r6
  E5:
    jump N5
  C5:
    load_const r5, "error"
  N5:
    array_new r0, r0, 6
    ret r0
.end
