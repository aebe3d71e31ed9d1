; Jumps have no fallback.
; error: fallback 0: expected an op that can fail, given jump
.fallback jump, main
.function main main ()
    ret_nil
.end
