; As div, and a float zero throws.
; expect: [3, "error", "error", "error", 0.25]
.function main main ()
    .try T1..E1 catch r1 -> C1
    .try T2..E2 catch r2 -> C2
    .try T3..E3 catch r3 -> C3
    load_int r5, 7
    load_int r6, 2
    div_rich r0, r5, r6
    load_int r5, 1
    load_int r6, 0
  T1:
    div_rich r1, r5, r6
  E1:
    jump N1
  C1:
    load_const r1, "error"
  N1:
    load_const r5, 1.0
    load_const r6, 0.0
  T2:
    div_rich r2, r5, r6
  E2:
    jump N2
  C2:
    load_const r2, "error"
  N2:
    load_const r5, 1.0
    load_int r6, 0
  T3:
    div_rich r3, r5, r6
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_const r5, 1.0
    load_int r6, 4
    div_rich r4, r5, r6
    array_new r0, r0, 5
    ret r0
.end
