; A captured value.
; expect: 3
.function main main ()
    load_int r0, 3
    closure r1, f
    call r1, r1, 0
    ret r1
.end

.function f ()
    .capture a r0
    capture_get r0, a
    ret r0
.end
