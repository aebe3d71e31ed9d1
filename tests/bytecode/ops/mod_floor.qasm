; Remainder with the sign of the divisor.
; expect: [1, 1, -1, 0, "error", 0.5, -inf]
.function main main ()
    .try T4..E4 catch r4 -> C4
    load_int r7, 7
    load_int r8, 2
    mod_floor r0, r7, r8
    load_int r7, -7
    load_int r8, 2
    mod_floor r1, r7, r8
    load_int r7, 7
    load_int r8, -2
    mod_floor r2, r7, r8
    load_const r7, -9223372036854775808
    load_int r8, -1
    mod_floor r3, r7, r8
    load_int r7, 1
    load_int r8, 0
  T4:
    mod_floor r4, r7, r8
  E4:
    jump N4
  C4:
    load_const r4, "error"
  N4:
    load_const r7, -7.5
    load_int r8, 2
    mod_floor r5, r7, r8
    load_const r7, 1.0
    load_const r8, -inf
    mod_floor r6, r7, r8
    array_new r0, r0, 7
    ret r0
.end
