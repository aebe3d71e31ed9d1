; Parameters are registers.
; error: parameters: expected at most as many as the 1 registers, given 2
.function main main ()
    ret_nil
.end

.function f (a, b) registers 1
    ret_nil
.end
