; Start, stop and step are read.
; error: range_prep a: expected a register that is written on every path to here, given r1
.function main main ()
    load_nil r0
    range_prep r0, L2
  L2:
    ret_nil
.end
