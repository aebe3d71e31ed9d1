; As neg, but integers throw on overflow.
; expect: [-5, "error", -1.5]
.function main main ()
    .try T1..E1 catch r1 -> C1
    load_int r3, 5
    neg_checked r0, r3
    load_const r3, -9223372036854775808
  T1:
    neg_checked r1, r3
  E1:
    jump N1
  C1:
    load_const r1, "error"
  N1:
    load_const r3, 1.5
    neg_checked r2, r3
    array_new r0, r0, 3
    ret r0
.end
