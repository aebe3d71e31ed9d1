; Code that is never reached reads nothing.
; ok
.function main main () registers 1
    ret_nil
    ret r0
.end
