; Bytes of strings.
; expect: [97, 99, 195, "error", "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    .try T4..E4 catch r4 -> C4
    load_const r5, "abc"
    load_int r6, 0
    string_byte r0, r5, r6
    load_const r5, b"abc"
    load_int r6, 2
    string_byte r1, r5, r6
    load_const r5, "é"
    load_int r6, 0
    string_byte r2, r5, r6
    load_const r5, "abc"
    load_int r6, 3
  T3:
    string_byte r3, r5, r6
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_int r5, 1
    load_int r6, 0
  T4:
    string_byte r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
