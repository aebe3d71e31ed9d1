; Lengths.
; expect: [3, 2, 0, "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    load_const r4, "abc"
    len r0, r4
    load_const r4, "é"
    len r1, r4
    load_const r4, b""
    len r2, r4
    load_int r4, 1
  T3:
    len r3, r4
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    array_new r0, r0, 4
    ret r0
.end
