; A yield that nobody wants to answer fails as it would without anybody to see it.
; expect: "yield outside a fiber"
.function main main ()
    .try L1..L2 catch r0 -> L3
    closure r0, gen
    load_nil r1
    fiber_new r0, r0, r1
    move r3, r0
    resume r1, r2, 1, resume
  L1:
    fiber_proceed r0, r0
  L2:
    ret r0
  L3:
    get_field r0, r0, message, inside
    ret r0
.end

.function gen ()
    load_nil r0
    yield r0, r0
    ret r0
.end
