; A private field is set, which set_index refuses.
; expect: [5, "refused"]
.class Point(x) fields (_x)
.function main main ()
    .try L1..L2 catch r5 -> L3
    load_nil r0
    class_new r0, r0, Point
    record_new r1, r0
    load_const r2, "_x"
    load_int r3, 5
    set_own r1, r2, r3
    get_field r4, r1, _x, outside
    load_int r5, 1
  L1:
    set_index r1, r2, r5
  L2:
    jump L4
  L3:
    load_const r5, "refused"
  L4:
    array_new r0, r4, 2
    ret r0
.end
