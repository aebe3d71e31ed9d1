; A list of pairs.
; expect: 1
.function main main ()
    load_int r0, 1
    load_nil r1
    pair_new r2, r0, r1
    load_int r0, 2
    pair_new r2, r0, r2
    pair_second r0, r2
    pair_first r0, r0
    ret r0
.end
