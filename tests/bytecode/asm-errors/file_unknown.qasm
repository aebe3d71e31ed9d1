; A file that the module does not have.
; error: 4:11: expected the name of a file, given 'b'
.function main main ()
    .line "b":1:1
    ret_nil
.end
