; A value out of a fiber, and another back into it.
; expect: [1, 12, "done"]
.function main main ()
    closure r0, gen
    load_nil r1
    fiber_new r0, r0, r1
    move r3, r0
    resume r4, r2, 1, resume
    move r8, r0
    load_int r9, 2
    resume r5, r7, 2, resume
    fiber_status r6, r0
    array_new r0, r4, 3
    ret r0
.end

.function gen ()
    load_int r0, 1
    yield r1, r0
    load_int r0, 10
    add r0, r0, r1
    ret r0
.end
