; A string without an end.
; error: 4:20: expected a closing quote, given the end of the line
.function main main ()
    load_const r0, "abc
.end
