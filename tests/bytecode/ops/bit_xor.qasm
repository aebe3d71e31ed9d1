; Bits of one.
; expect: [6, -256, "error"]
.function main main ()
    .try T2..E2 catch r2 -> C2
    load_int r3, 12
    load_int r4, 10
    bit_xor r0, r3, r4
    load_int r3, -1
    load_int r4, 255
    bit_xor r1, r3, r4
    load_nil r3
    load_int r4, 1
  T2:
    bit_xor r2, r3, r4
  E2:
    jump N2
  C2:
    load_const r2, "error"
  N2:
    array_new r0, r0, 3
    ret r0
.end
