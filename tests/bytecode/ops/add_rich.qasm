; Addition of numbers, strings and bytes.
; expect: [3, -9223372036854775808, "ab", b"ab", 1.5, "error", "error"]
.function main main ()
    .try T5..E5 catch r5 -> C5
    .try T6..E6 catch r6 -> C6
    load_int r7, 1
    load_int r8, 2
    add_rich r0, r7, r8
    load_const r7, 9223372036854775807
    load_int r8, 1
    add_rich r1, r7, r8
    load_const r7, "a"
    load_const r8, "b"
    add_rich r2, r7, r8
    load_const r7, b"a"
    load_const r8, b"b"
    add_rich r3, r7, r8
    load_const r7, 0.5
    load_int r8, 1
    add_rich r4, r7, r8
    load_const r7, "a"
    load_int r8, 1
  T5:
    add_rich r5, r7, r8
  E5:
    jump N5
  C5:
    load_const r5, "error"
  N5:
    load_nil r7
    load_nil r8
  T6:
    add_rich r6, r7, r8
  E6:
    jump N6
  C6:
    load_const r6, "error"
  N6:
    array_new r0, r0, 7
    ret r0
.end
