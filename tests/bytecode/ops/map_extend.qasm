; A map takes the entries of another.
; expect: {"a": 2, "b": 2}
.function main main ()
    map_new r0, 0
    map_new r1, 0
    load_const r2, "a"
    load_int r3, 1
    map_insert r0, r2, r3
    load_int r3, 2
    map_insert r1, r2, r3
    load_const r2, "b"
    map_insert r1, r2, r3
    map_extend r0, r1
    ret r0
.end
