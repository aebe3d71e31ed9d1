; Goes forward.
; expect: 1
.function main main ()
    load_int r0, 1
    jump L1
    load_int r0, 2
  L1:
    ret r0
.end
