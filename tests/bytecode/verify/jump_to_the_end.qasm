; Behind the last instruction there is nothing.
; error: jump d: expected the pc of an instruction, given 1 (+0)
.function main main ()
    jump +0
.end
