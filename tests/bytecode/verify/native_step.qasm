; Only the machine places native_step.
; error: native_step: expected an op that modules may hold
.function main main ()
    native_step r0
    ret_nil
.end
