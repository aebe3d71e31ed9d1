; An initializer called on an instance with an array of arguments and named ones.
; expect: [9, 7]
.class Point(x, y) fields (x, y)
.function main main ()
    load_nil r0
    class_new r0, r0, Point
    closure r1, init
    class_init r0, r1
    record_new r2, r0
    move r3, r0
    load_int r6, 9
    move r5, r2
    array_new r4, r5, 2
    load_int r5, 7
    call_init_args r3, r3, 1, (y)
    get_field r4, r3, x, inside
    get_field r5, r3, y, inside
    array_new r0, r4, 2
    ret r0
.end

.function init initializer (this, x, y)
    set_field r0, r1, x, inside
    set_field r0, r2, y, inside
    ret r0
.end
