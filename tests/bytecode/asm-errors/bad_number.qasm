; Digits and letters.
; error: 4:18: expected a number, given '12ab'
.function main main ()
    load_int r0, 12ab
.end
