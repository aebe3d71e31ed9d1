; The result is written after the window is lost.
; ok
.function main main ()
    load_nil r1
    call r1, r1, 0
    ret r1
.end
