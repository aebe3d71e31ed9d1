; The variable is the program's.
; ok
.function main main ()
    load_int r0, 0
    load_int r1, 9
    load_int r2, 1
    range_prep r0, L2
  L1:
    load_nil r3
    range_loop r0, L1
  L2:
    ret_nil
.end
