; Negation.
; expect: [-5, -9223372036854775808, -1.5, -0.0, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 5
    neg r0, r5
    load_const r5, -9223372036854775808
    neg r1, r5
    load_const r5, 1.5
    neg r2, r5
    load_const r5, 0.0
    neg r3, r5
    load_const r5, "a"
  T4:
    neg r4, r5
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
