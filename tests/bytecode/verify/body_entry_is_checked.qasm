; Calls with all parameters start at the body.
; error: ret a: expected a register that is written on every path to here, given r1
.function main main ()
    ret_nil
.end

.function f (a?) registers 2
    .body L2
    load_nil r0
    load_nil r1
  L2:
    ret r1
.end
