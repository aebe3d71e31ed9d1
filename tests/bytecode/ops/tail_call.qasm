; A call in the place of the frame: a hundred thousand deep.
; expect: 100000
.function main main ()
    closure r1, f
    load_int r2, 0
    call r0, r1, 1
    ret r0
.end

.function f (n)
    load_int r1, 100000
    ge r1, r0, r1
    jump_if r1, L1
    closure r2, f
    load_int r3, 1
    add r3, r0, r3
    tail_call r2, 1
  L1:
    ret r0
.end
