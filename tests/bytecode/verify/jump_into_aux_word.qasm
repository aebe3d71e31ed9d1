; An auxiliary word is no instruction.
; error: jump d: expected the pc of an instruction, given 4 (+1)
.function main main ()
    load_nil r0
    array_new r1, r1, 0
    jump +1
    call_args r0, r0, 0, ()
    ret r0
.end
