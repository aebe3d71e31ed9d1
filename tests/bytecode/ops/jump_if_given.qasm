; Optional parameters.
; expect: [1, 10, 1, 2]
.function main main ()
    load_int r2, 1
    call_function r4, r1, 1, f
    move r0, r4
    load_int r3, 1
    load_int r4, 2
    call_function r1, r2, 2, f
    add_rich r0, r0, r1
    ret r0
.end

.function f (a, b?)
    .body L1
    jump_if_given r1, L1
    load_int r1, 10
  L1:
    array_new r2, r0, 2
    ret r2
.end
