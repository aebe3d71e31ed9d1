; Scopes are in the code.
; error: local 0: expected a range within the code, given 1..9
.function main main () registers 1
    .local x r0 1..9
    ret_nil
.end
