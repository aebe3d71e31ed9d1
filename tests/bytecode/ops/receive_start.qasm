; nil waits for ever; a number of milliseconds gives a point in time.
; expect: [nil, true]
.function main main ()
    load_nil r0
    receive_start r1, r0
    load_int r0, 1000
    receive_start r2, r0
    load_int r0, 0
    gt r2, r2, r0
    array_new r0, r1, 2
    ret r0
.end
