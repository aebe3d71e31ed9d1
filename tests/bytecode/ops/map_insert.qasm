; Entries of a map keep their places.
; expect: {"a": 3, "b": 2}
.function main main ()
    map_new r0, 0
    load_const r1, "a"
    load_int r2, 1
    map_insert r0, r1, r2
    load_const r3, "b"
    load_int r2, 2
    map_insert r0, r3, r2
    load_int r2, 3
    map_insert r0, r1, r2
    ret r0
.end
