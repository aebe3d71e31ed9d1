; Arguments start a fiber; what is no fiber has its method called.
; expect: [7, 9]
.class Box(x) fields (x)
.function main main ()
    closure r0, sum
    load_nil r1
    fiber_new r0, r0, r1
    move r3, r0
    load_int r4, 3
    load_int r5, 4
    resume r1, r2, 3, resume
    load_nil r2
    class_new r2, r2, Box
    closure r3, nine
    class_method r2, r3, resume
    record_new r4, r2
    resume r2, r3, 1, resume
    array_new r0, r1, 2
    ret r0
.end

.function sum (a, b)
    add r0, r0, r1
    ret r0
.end

.function nine method (this)
    load_int r1, 9
    ret r1
.end
