; Addition of numbers.
; expect: [3, -9223372036854775808, 3.5, 0.30000000000000004, "error", "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    .try T5..E5 catch r5 -> C5
    load_int r6, 1
    load_int r7, 2
    add r0, r6, r7
    load_const r6, 9223372036854775807
    load_int r7, 1
    add r1, r6, r7
    load_int r6, 1
    load_const r7, 2.5
    add r2, r6, r7
    load_const r6, 0.1
    load_const r7, 0.2
    add r3, r6, r7
    load_const r6, "a"
    load_const r7, "b"
  T4:
    add r4, r6, r7
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    load_int r6, 1
    load_nil r7
  T5:
    add r5, r6, r7
  E5:
    jump N5
  C5:
    load_const r5, "error"
  N5:
    array_new r0, r0, 6
    ret r0
.end
