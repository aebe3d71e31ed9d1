; Numbers that do not fit.
; error: 7:18: expected an integer of 32 bits, given '3000000000'
; error: 8:20: expected a number of at most 64 bits, given '99999999999999999999'
; error: 9:20: expected an integer of 64 bits, given '18446744073709551615'
; error: 10:23: expected a count up to 255, given '300'
.function main main ()
    load_int r0, 3000000000
    load_const r0, 99999999999999999999
    load_const r0, 18446744073709551615
    array_new r0, r0, 300
.end
