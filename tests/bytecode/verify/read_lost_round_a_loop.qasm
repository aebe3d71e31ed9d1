; The first turn finds something, later ones do not.
; error: at 1, move b: expected a register that is written on every path to here, given r1
.function main main () registers 3
    load_nil r1
  L1:
    move r0, r1
    load_nil r1
    call r2, r1, 0
    loop L1
.end
