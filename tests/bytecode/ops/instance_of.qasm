; Instances of a class, of its parent, of neither; what is no class.
; expect: [true, true, false, false, "'thing' is not a class"]
.class Base()
.class Point()
.function main main ()
    load_nil r5
    class_new r5, r5, Base
    class_new r6, r5, Point
    record_new r7, r6
    instance_of r0, r7, r6, Point
    instance_of r1, r7, r5, Base
    record_new r7, r5
    instance_of r2, r7, r6, Point
    load_int r7, 1
    instance_of r3, r7, r6, Point
    .try T..E catch r4 -> C
  T:
    instance_of r4, r6, r7, thing
  E:
    jump N
  C:
    get_field r4, r4, message, outside
  N:
    array_new r0, r0, 5
    ret r0
.end
