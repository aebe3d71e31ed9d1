; Required parameters are always given.
; error: jump_if_given a: expected the register of an optional parameter, given r0
.function main main ()
    ret_nil
.end

.function f (a, b?)
    .body L1
    jump_if_given r0, L1
  L1:
    ret r0
.end
