; An op that does not exist.
; error: 4:5: expected an op, given 'ad'
.function main main ()
    ad r0, r1, r2
.end
