; Powers.
; expect: [1024, 0.5, -420491770248316829, -9223372036854775808, 8.0, 1.4142135623730951, "error"]
.function main main ()
    .try T6..E6 catch r6 -> C6
    load_int r7, 2
    load_int r8, 10
    pow r0, r7, r8
    load_int r7, 2
    load_int r8, -1
    pow r1, r7, r8
    load_int r7, 3
    load_int r8, 41
    pow r2, r7, r8
    load_int r7, -2
    load_int r8, 63
    pow r3, r7, r8
    load_const r7, 2.0
    load_int r8, 3
    pow r4, r7, r8
    load_int r7, 2
    load_const r8, 0.5
    pow r5, r7, r8
    load_const r7, "a"
    load_int r8, 2
  T6:
    pow r6, r7, r8
  E6:
    jump N6
  C6:
    load_const r6, "error"
  N6:
    array_new r0, r0, 7
    ret r0
.end
