; A parameter that is not given has to be written.
; error: ret a: expected a register that is written on every path to here, given r0
.function main main ()
    ret_nil
.end

.function f (a?)
    .body L1
    jump_if_given r0, L1
  L1:
    ret r0
.end
