; The root is no fiber; in a fiber it is that fiber.
; expect: [nil, true, "running"]
.function main main ()
    fiber_current r0
    closure r1, own
    load_nil r2
    fiber_new r1, r1, r2
    move r4, r1
    resume r3, r3, 1, resume
    pair_first r4, r3
    is r1, r1, r4
    pair_second r2, r3
    array_new r0, r0, 3
    ret r0
.end

.function own ()
    fiber_current r0
    fiber_status r1, r0
    pair_new r0, r0, r1
    ret r0
.end
