; Thrown where the fiber waits, and caught there.
; expect: [3, "done"]
.function main main ()
    closure r0, gen
    load_nil r1
    fiber_new r0, r0, r1
    move r3, r0
    resume r1, r2, 1, resume
    load_int r1, 3
    fiber_throw r1, r0, r1
    fiber_status r2, r0
    array_new r0, r1, 2
    ret r0
.end

.function gen ()
    .try L1..L2 catch r0 -> L3
    load_nil r0
  L1:
    yield r0, r0
  L2:
    ret r0
  L3:
    ret r0
.end
