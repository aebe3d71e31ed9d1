; Elements by index and key.
; expect: [20, 20, "b", "error"]
.function main main ()
    .try L1..L2 catch r3 -> L3
    load_int r0, 10
    load_int r1, 20
    array_new r4, r0, 2
    load_int r5, 1
    get_index r0, r4, r5
    load_int r5, -1
    get_index r1, r4, r5
    load_const r2, "ab"
    get_index r2, r2, r5
    load_int r5, 2
  L1:
    get_index r3, r4, r5
  L2:
    jump L4
  L3:
    load_const r3, "error"
  L4:
    array_new r0, r0, 4
    ret r0
.end
