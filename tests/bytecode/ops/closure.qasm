; Captured values.
; expect: [1, 2]
.function main main ()
    load_int r0, 1
    load_int r1, 2
    closure r2, f
    call r2, r2, 0
    ret r2
.end

.function f ()
    .capture a r0
    .capture b r1
    closure r0, g
    tail_call r0, 0
.end

.function g ()
    .capture b capture 1
    .capture a capture 0
    capture_get r0, a
    capture_get r1, b
    array_new r0, r0, 2
    ret r0
.end
