; A call loses the registers of its window.
; error: ret a: expected a register that is written on every path to here, given r2
.function main main ()
    load_nil r1
    load_nil r2
    call r0, r1, 1
    ret r2
.end
