; Less, on numbers or strings.
; expect: [true, false, true, false, true, true, "error"]
.function main main ()
    .try T6..E6 catch r6 -> C6
    load_int r7, 1
    load_int r8, 2
    lt r0, r7, r8
    load_int r7, 2
    load_int r8, 2
    lt r1, r7, r8
    load_int r7, 1
    load_const r8, 1.5
    lt r2, r7, r8
    load_const r7, nan
    load_int r8, 1
    lt r3, r7, r8
    load_const r7, "a"
    load_const r8, "b"
    lt r4, r7, r8
    load_const r7, 9223372036854775807
    load_const r8, 9223372036854775808.0
    lt r5, r7, r8
    load_const r7, "a"
    load_int r8, 1
  T6:
    lt r6, r7, r8
  E6:
    jump N6
  C6:
    load_const r6, "error"
  N6:
    array_new r0, r0, 7
    ret r0
.end
