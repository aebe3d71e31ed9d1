; Goes back.
; expect: 10
.function main main ()
    load_int r0, 0
    load_int r1, 1
    load_int r2, 10
  L1:
    add r0, r0, r1
    ge r3, r0, r2
    jump_if r3, L2
    loop L1
  L2:
    ret r0
.end
