; A number as a float.
; expect: [3.0, 2.5, 9.223372036854776e+18, "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    load_int r4, 3
    to_float r0, r4
    load_const r4, 2.5
    to_float r1, r4
    load_const r4, 9223372036854775807
    to_float r2, r4
    load_const r4, "1"
  T3:
    to_float r3, r4
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    array_new r0, r0, 4
    ret r0
.end
