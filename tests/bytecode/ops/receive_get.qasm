; A message that is not there reads as nil.
; expect: nil
.function main main ()
    load_int r0, 3
    receive_get r0, r0
    ret r0
.end
