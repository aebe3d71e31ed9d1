; Less, on numbers, strings or bytes.
; expect: [true, true, false, "error", "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    .try T4..E4 catch r4 -> C4
    load_int r5, 1
    load_int r6, 2
    lt_rich r0, r5, r6
    load_const r5, b"a"
    load_const r6, b"b"
    lt_rich r1, r5, r6
    load_const r5, "b"
    load_const r6, "a"
    lt_rich r2, r5, r6
    load_const r5, "a"
    load_const r6, b"b"
  T3:
    lt_rich r3, r5, r6
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_nil r5
    load_nil r6
  T4:
    lt_rich r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
