; A class template that the module does not have.
; error: class_new c: expected a class template below 0, given 0
.function main main ()
    load_nil r0
    class_new r0, r0, 0
    ret r0
.end
