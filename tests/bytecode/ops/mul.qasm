; Multiplication of numbers.
; expect: [42, -2, 5.0, -9223372036854775808, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 6
    load_int r6, 7
    mul r0, r5, r6
    load_const r5, 9223372036854775807
    load_int r6, 2
    mul r1, r5, r6
    load_int r5, 2
    load_const r6, 2.5
    mul r2, r5, r6
    load_const r5, -9223372036854775808
    load_int r6, -1
    mul r3, r5, r6
    load_int r5, 1
    load_true r6
  T4:
    mul r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
