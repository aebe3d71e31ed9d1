; Counted loops are prepared.
; error: range_loop a: expected registers as range_prep or this op left them
.function main main ()
    load_int r0, 0
    load_int r1, 9
    load_int r2, 1
    load_int r3, 7
  L1:
    range_loop r0, L1
    ret_nil
.end
