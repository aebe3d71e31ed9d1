; A signal by its bits, through two fibers.
; expect: [512, 8, "answer"]
.function main main ()
    closure r0, outer
    load_int r3, 512
    map_new r1, 1
    load_const r2, "mask"
    map_insert r1, r2, r3
    fiber_new r0, r0, r1
    move r2, r0
    resume r1, r1, 1, resume
    get_field r4, r1, name, inside
    get_field r5, r1, value, inside
    move r8, r0
    load_const r9, "answer"
    resume r6, r7, 2, resume
    array_new r0, r4, 3
    ret r0
.end

.function outer ()
    closure r0, inner
    load_nil r1
    fiber_new r0, r0, r1
    move r2, r0
    resume r0, r1, 1, resume
    ret r0
.end

.function inner ()
    load_int r0, 512
    load_int r1, 8
    emit r0, r0, r1
    ret r0
.end
