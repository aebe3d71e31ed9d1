; Arguments are read.
; error: call a: expected a register that is written on every path to here, given r2
.function main main ()
    load_nil r1
    call r0, r1, 1
    ret r0
.end
