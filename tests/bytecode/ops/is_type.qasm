; Kinds of values, without conversion.
; expect: [true, false, true, false, true, true, false, true, false, true]
.function main main ()
    load_int r10, 1
    is_type r0, r10, int64
    is_type r1, r10, float
    load_const r10, 1.0
    is_type r2, r10, float
    is_type r3, r10, uint8
    load_const r10, "a string that is long"
    is_type r4, r10, string
    load_const r10, "x"
    is_type r5, r10, string
    is_type r6, r10, bytes
    load_nil r10
    is_type r7, r10, array?
    is_type r8, r10, array
    array_new r10, r10, 0
    is_type r9, r10, array
    array_new r0, r0, 10
    ret r0
.end
