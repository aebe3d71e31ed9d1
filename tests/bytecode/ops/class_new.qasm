; A class with a parent.
; expect: 5
.class Base(x) fields (x)
.class Point(x)
.function main main ()
    load_nil r0
    class_new r0, r0, Base
    closure r1, init
    class_init r0, r1
    class_new r2, r0, Point
    load_int r3, 5
    call r1, r2, 1
    get_field r0, r1, x, inside
    ret r0
.end

.function init initializer (this, x)
    set_field r0, r1, x, inside
    ret r0
.end

.function plus method (this, n)
    get_field r2, r0, x, inside
    add r2, r2, r1
    ret r2
.end
