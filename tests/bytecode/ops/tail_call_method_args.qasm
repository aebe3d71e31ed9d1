; A method called with an array in the place of the frame.
; expect: 7
.class Point(x) fields (x)
.function main main ()
    load_nil r0
    class_new r0, r0, Point
    closure r1, init
    class_init r0, r1
    closure r1, plus
    class_method r0, r1, plus
    closure r1, plus
    class_method r0, r1, _hidden
    move r2, r0
    load_int r3, 5
    call r1, r2, 1
    move r4, r1
    load_int r5, 2
    call_function r2, r3, 2, go
    ret r2
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

.function go (p, n)
    array_new r3, r0, 2
    tail_call_method_args r2, 0, plus, ()
.end
