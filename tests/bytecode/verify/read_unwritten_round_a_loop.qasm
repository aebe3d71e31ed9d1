; The first turn finds nothing, later ones would.
; error: move b: expected a register that is written on every path to here, given r2
.function main main ()
    load_true r0
    load_nil r1
  L1:
    move r1, r2
    load_nil r2
    loop_if r0, L1
    ret r1
.end
