; Keys and values of a map.
; expect: ["a", 1, "b", 2]
.function main main ()
    map_new r0, 2
    load_const r1, "a"
    load_int r2, 1
    map_insert r0, r1, r2
    load_const r1, "b"
    load_int r2, 2
    map_insert r0, r1, r2
    array_new r5, r5, 0
    iter_prep r0, 2
    jump L2
  L1:
    array_push r5, r3
    array_push r5, r4
  L2:
    iter_loop r0, 2, L1
    ret r5
.end
