; A call loses parameters too.
; error: jump_if_given a: expected a parameter that no call's window has covered, given r1
.function main main ()
    ret_nil
.end

.function f (a?, b?)
    .body L2
    load_nil r1
    call r0, r1, 0
    jump_if_given r1, L2
    load_nil r1
  L2:
    ret r1
.end
