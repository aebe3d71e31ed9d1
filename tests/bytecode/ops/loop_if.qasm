; Goes back on strict truth.
; expect: 10
.function main main ()
    load_int r0, 0
    load_int r1, 1
    load_int r2, 10
  L1:
    add r0, r0, r1
    lt r3, r0, r2
    loop_if r3, L1
    ret r0
.end
