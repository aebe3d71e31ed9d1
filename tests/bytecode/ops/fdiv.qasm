; Division in floats.
; expect: [3.5, inf, 2.0, 0.25, "error"]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r5, 7
    load_int r6, 2
    fdiv r0, r5, r6
    load_int r5, 1
    load_int r6, 0
    fdiv r1, r5, r6
    load_int r5, 6
    load_int r6, 3
    fdiv r2, r5, r6
    load_const r5, 1.0
    load_int r6, 4
    fdiv r3, r5, r6
    load_const r5, "a"
    load_int r6, 1
  T4:
    fdiv r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
