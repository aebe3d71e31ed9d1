; Names that nothing has.
; error: 9:21: expected the name of a native, given 'len'
; error: 10:20: expected the name of a module variable, given 'g'
; error: 11:17: expected the name of a function, given 'f'
; error: 12:23: expected the name of a class, given 'C'
; error: 13:21: expected the name of a captured variable, given 'v'
; error: 14:21: expected an extension op of the module, given 'a:b'
.function main main ()
    load_native r0, len
    global_get r0, g
    closure r0, f
    class_new r0, r0, C
    capture_get r0, v
    ext r0, r0, r0, a:b
    ret r0
.end
