; As mod, and a float zero throws.
; expect: [-1, "error", "error", 1.5]
.function main main ()
    .try T1..E1 catch r1 -> C1
    .try T2..E2 catch r2 -> C2
    load_int r4, -7
    load_int r5, 2
    mod_rich r0, r4, r5
    load_int r4, 1
    load_int r5, 0
  T1:
    mod_rich r1, r4, r5
  E1:
    jump N1
  C1:
    load_const r1, "error"
  N1:
    load_const r4, 1.0
    load_const r5, 0.0
  T2:
    mod_rich r2, r4, r5
  E2:
    jump N2
  C2:
    load_const r2, "error"
  N2:
    load_const r4, 7.5
    load_int r5, 2
    mod_rich r3, r4, r5
    array_new r0, r0, 4
    ret r0
.end
