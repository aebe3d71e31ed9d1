; A jump out of the code.
; error: jump d: expected the pc of an instruction, given 6 (+5)
.function main main ()
    jump +5
.end
