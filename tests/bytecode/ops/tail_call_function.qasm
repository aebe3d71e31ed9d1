; A direct call in the place of the frame: a hundred thousand deep.
; expect: 100000
.function main main ()
    load_int r2, 0
    call_function r0, r1, 1, f
    ret r0
.end

.function f (n)
    load_int r1, 100000
    ge r1, r0, r1
    jump_if r1, L1
    load_int r3, 1
    add r3, r0, r3
    tail_call_function r2, 1, f
  L1:
    ret r0
.end
