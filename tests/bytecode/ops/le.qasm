; Less or equal.
; expect: [true, false, false, false, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 2
    load_int r6, 2
    le r0, r5, r6
    load_int r5, 3
    load_int r6, 2
    le r1, r5, r6
    load_const r5, nan
    load_int r6, 1
    le r2, r5, r6
    load_const r5, "b"
    load_const r6, "a"
    le r3, r5, r6
    load_nil r5
    load_int r6, 1
  T4:
    le r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
