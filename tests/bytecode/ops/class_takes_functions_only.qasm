; Initializers and methods are functions: a class that is its own initializer, or an instance that is what it is called
; by, would never come to one.
; expect: ["CLASS_INIT expects function, got class", "CLASS_METHOD expects function, got instance", 7]
.class Point() fields ()
.function main main ()
    load_nil r0
    class_new r0, r0, Point
    record_new r1, r0
    closure r2, seven
    class_method r0, r2, _call
    load_nil r2
    load_nil r3
    .try L1..L2 catch r2 -> L3
    .try L4..L5 catch r3 -> L6
  L1:
    class_init r0, r0
  L2:
    jump L4
  L3:
    get_field r2, r2, message, inside
  L4:
    class_method r0, r1, _call
  L5:
    jump L7
  L6:
    get_field r3, r3, message, inside
  L7:
    move r5, r1
    call r4, r5, 0
    array_new r0, r2, 3
    ret r0
.end

.function seven method (this)
    load_int r0, 7
    ret r0
.end
