; A fiber that a loop leaves open is cancelled; what is no fiber is left alone.
; expect: ["cancelled", [1]]
.function main main ()
    closure r0, gen
    load_nil r1
    fiber_new r0, r0, r1
    move r2, r0
    resume r1, r1, 1, resume
    iter_close r0
    fiber_status r0, r0
    load_int r2, 1
    array_new r1, r2, 1
    iter_close r1
    array_new r0, r0, 2
    ret r0
.end

.function gen ()
    load_nil r0
    yield r0, r0
    ret r0
.end
