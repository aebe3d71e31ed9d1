; The second entry is an instruction.
; error: body: expected the pc of an instruction, given 3
.function main main ()
    ret_nil
.end

.function f (a?)
    .body 3
    load_nil r1
    array_new r2, r2, 0
    call_args r1, r1, 0, ()
    ret r1
.end
