; Less or equal, on numbers, strings or bytes.
; expect: [true, false, "error"]
.function main main ()
    .try T2..E2 catch r2 -> C2
    load_int r3, 2
    load_int r4, 2
    le_rich r0, r3, r4
    load_const r3, b"b"
    load_const r4, b"a"
    le_rich r1, r3, r4
    load_nil r3
    load_nil r4
  T2:
    le_rich r2, r3, r4
  E2:
    jump N2
  C2:
    load_const r2, "error"
  N2:
    array_new r0, r0, 3
    ret r0
.end
