; A name that nothing has.
; expect: "error"
.function main main ()
    .try L1..L2 catch r0 -> L2
  L1:
    undefined nothing
  L2:
    load_const r0, "error"
    ret r0
.end
