; An error is the cause of another, once.
; expect: true
.function main main ()
    .try L1..L2 catch r0 -> L2
    .try L3..L4 catch r1 -> L4
    load_nil r0
    load_nil r1
    load_int r2, 1
    load_int r3, 0
  L1:
    div r0, r2, r3
  L2:
    nop
  L3:
    mod r1, r2, r3
  L4:
    set_cause r1, r0
    set_cause r1, r1
    get_field r2, r1, cause, outside
    is r0, r2, r0
    ret r0
.end
