; Room is not negative.
; error: map_new d: expected 0 or more, given -1
.function main main ()
    map_new r0, -1
    ret r0
.end
