; What a cell holds.
; expect: "x"
.function main main ()
    load_const r0, "x"
    cell_new r0, r0
    cell_get r0, r0
    ret r0
.end
