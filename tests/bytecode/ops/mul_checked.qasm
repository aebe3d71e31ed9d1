; As mul, but integers throw on overflow.
; expect: [42, "error", 3.0]
.function main main ()
    .try T1..E1 catch r1 -> C1
    load_int r3, 6
    load_int r4, 7
    mul_checked r0, r3, r4
    load_const r3, 9223372036854775807
    load_int r4, 2
  T1:
    mul_checked r1, r3, r4
  E1:
    jump N1
  C1:
    load_const r1, "error"
  N1:
    load_const r3, 1.5
    load_int r4, 2
    mul_checked r2, r3, r4
    array_new r0, r0, 3
    ret r0
.end
