; Once it is known not to be given, it has to be written.
; error: at 1, jump_if_given a: expected a parameter that no call
.function main main ()
    ret_nil
.end

.function f (a?)
    .body L2
    jump_if_given r0, L2
    jump_if_given r0, L2
    load_nil r0
  L2:
    ret r0
.end
