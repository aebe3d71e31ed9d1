; A fiber is resumed, and the fiber is an argument.
; error: resume x: expected at least 1, the receiver counted, given 0
.function main main ()
    load_nil r0
    resume r0, r0, 0, resume
    ret r0
.end
