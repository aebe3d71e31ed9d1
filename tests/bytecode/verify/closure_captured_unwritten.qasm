; Making a closure reads what it captures.
; error: closure: expected captured registers that are written on every path to here, given r1
.function main main () registers 2
    closure r0, f
    ret r0
.end

.function f ()
    .capture x r1
    ret_nil
.end
