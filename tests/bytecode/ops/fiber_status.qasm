; How far a fiber has come.
; expect: ["new", "suspended", "done"]
.function main main ()
    closure r0, gen
    load_nil r1
    fiber_new r0, r0, r1
    fiber_status r1, r0
    move r3, r0
    resume r2, r2, 1, resume
    fiber_status r2, r0
    move r4, r0
    resume r3, r3, 1, resume
    fiber_status r3, r0
    array_new r0, r1, 3
    ret r0
.end

.function gen ()
    load_nil r0
    yield r0, r0
    ret r0
.end
