; Slices; negative ends are inclusive, nil is absent.
; expect: ["bc", "bcd", "abcd", ""]
.function main main ()
    load_const r4, "abcd"
    load_int r5, 1
    load_int r6, 3
    get_slice r0, r4, r5
    load_int r6, -1
    get_slice r1, r4, r5
    load_nil r5
    load_nil r6
    get_slice r2, r4, r5
    load_int r5, 3
    load_int r6, 1
    get_slice r3, r4, r5
    array_new r0, r0, 4
    ret r0
.end
