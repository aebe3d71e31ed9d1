; Subtraction of numbers.
; expect: [-1, 9223372036854775807, -1.5, 1.0, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 1
    load_int r6, 2
    sub r0, r5, r6
    load_const r5, -9223372036854775808
    load_int r6, 1
    sub r1, r5, r6
    load_int r5, 1
    load_const r6, 2.5
    sub r2, r5, r6
    load_const r5, 1.5
    load_const r6, 0.5
    sub r3, r5, r6
    load_const r5, "a"
    load_int r6, 1
  T4:
    sub r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
