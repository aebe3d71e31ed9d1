; A constant that the table does not have.
; error: load_const d: expected a constant below 1, given 4
.function main main ()
    load_const r0, 1.5
    load_const r0, #4
    ret r0
.end
