; The parent of a class.
; expect: [true, nil]
.class Base()
.class Point()
.function main main ()
    load_nil r0
    class_new r0, r0, Base
    class_new r1, r0, Point
    class_parent r2, r1
    is r2, r2, r0
    class_parent r3, r0
    array_new r0, r2, 2
    ret r0
.end
