; Whether a container holds a value.
; expect: [true, false, true, "error", "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    .try T4..E4 catch r4 -> C4
    load_const r5, "ll"
    load_const r6, "hello"
    contains r0, r5, r6
    load_const r5, "x"
    load_const r6, "hello"
    contains r1, r5, r6
    load_int r5, 98
    load_const r6, b"abc"
    contains r2, r5, r6
    load_const r5, "a"
    load_int r6, 1
  T3:
    contains r3, r5, r6
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    load_int r5, 1
    load_const r6, "a"
  T4:
    contains r4, r5, r6
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    array_new r0, r0, 5
    ret r0
.end
