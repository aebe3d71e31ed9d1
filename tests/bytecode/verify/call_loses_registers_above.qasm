; A call loses all registers from its window up.
; error: ret a: expected a register that is written on every path to here, given r4
.function main main ()
    load_nil r1
    load_nil r4
    call r0, r1, 0
    ret r4
.end
