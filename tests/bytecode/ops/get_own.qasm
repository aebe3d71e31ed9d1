; What is private of a record is reached; everything else is as with get_index.
; expect: [7, nil, 2]
.class Point(x) fields (_x)
.function main main ()
    load_nil r0
    class_new r0, r0, Point
    record_new r1, r0
    load_const r2, "_x"
    load_int r3, 7
    set_own r1, r2, r3
    get_own r4, r1, r2
    load_const r2, "_y"
    get_own r5, r1, r2
    load_int r0, 1
    load_int r1, 2
    array_new r0, r0, 2
    load_int r1, -1
    get_own r6, r0, r1
    array_new r0, r4, 3
    ret r0
.end
