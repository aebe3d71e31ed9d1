; A jump out of the code.
; error: loop d: expected the pc of an instruction, given -4 (-5)
.function main main ()
    loop -5
.end
