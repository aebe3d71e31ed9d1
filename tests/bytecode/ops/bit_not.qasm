; All bits turned.
; expect: [-1, -6, 9223372036854775807, "error"]
.function main main ()
    .try T3..E3 catch r3 -> C3
    load_int r4, 0
    bit_not r0, r4
    load_int r4, 5
    bit_not r1, r4
    load_const r4, -9223372036854775808
    bit_not r2, r4
    load_const r4, 1.0
  T3:
    bit_not r3, r4
  E3:
    jump N3
  C3:
    load_const r3, "error"
  N3:
    array_new r0, r0, 4
    ret r0
.end
