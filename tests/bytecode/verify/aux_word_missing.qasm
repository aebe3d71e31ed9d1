; An auxiliary word is missing.
; error: call_args: expected an auxiliary word, given the end of the code
.function main main () registers 3
    load_nil r0
    load_nil r1
    .word call_args 0
.end
