; A closure called.
; expect: 4
.function main main ()
    closure r1, f
    load_int r2, 7
    load_int r3, 3
    call r0, r1, 2
    ret r0
.end

.function f (a, b)
    sub r0, r0, r1
    ret r0
.end
