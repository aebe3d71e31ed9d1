; Escapes that do not exist.
; error: 6:21: expected an escape: n r t 0 \ " x u, given '\q'
; error: 7:21: expected two hexadecimal digits, given '1g'
; error: 8:21: expected a Unicode scalar in braces, given 'd800'
.function main main ()
    load_const r0, "\q"
    load_const r0, "\x1g"
    load_const r0, "\u{d800}"
.end
