; Greater or equal.
; expect: [true, false, false, true, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 2
    load_int r6, 2
    ge r0, r5, r6
    load_int r5, 1
    load_int r6, 2
    ge r1, r5, r6
    load_int r5, 1
    load_const r6, nan
    ge r2, r5, r6
    load_const r5, "b"
    load_const r6, "a"
    ge r3, r5, r6
    load_int r5, 1
    load_const r6, "a"
  T4:
    ge r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
