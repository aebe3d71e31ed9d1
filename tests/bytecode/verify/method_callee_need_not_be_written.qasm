; The op puts the method there itself.
; ok
.function main main ()
    load_nil r1
    call_method r0, r0, 1, m
    ret r0
.end
