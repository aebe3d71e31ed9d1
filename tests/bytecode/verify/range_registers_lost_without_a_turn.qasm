; Where there is no turn, the registers hold nothing.
; error: ret a: expected a register that is written on every path to here, given r3
.function main main ()
    load_int r0, 0
    load_int r1, 9
    load_int r2, 1
    load_int r3, 7
    range_prep r0, L2
  L1:
    range_loop r0, L1
  L2:
    ret r3
.end
