; Strings joined.
; expect: "abc"
.function main main ()
    load_const r0, "a"
    load_const r1, ""
    load_const r2, "bc"
    concat r0, r0, 3
    ret r0
.end
