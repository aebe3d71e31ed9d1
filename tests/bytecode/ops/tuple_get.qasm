; Elements of a tuple; outside throws.
; expect: [1, "x", "error"]
.function main main ()
    .try L1..L2 catch r3 -> L3
    load_int r0, 1
    load_const r1, 2.5
    load_const r2, "x"
    tuple_new r3, r0, 3
    tuple_get r0, r3, 0
    tuple_get r1, r3, 2
  L1:
    tuple_get r2, r3, 3
  L2:
    jump L4
  L3:
    load_const r2, "error"
  L4:
    array_new r0, r0, 3
    ret r0
.end
