; Behind what number messages can hold a reference is known of the last one that was made.
; expect: [0, -1, -1]
; needs: native self
; needs: native send
; needs: native make_ref
.native self
.native send
.native make_ref
.function main main ()
    call_native r0, r10, 0, self
    call_native r1, r10, 0, make_ref
    move r11, r0
    load_int r12, 1
    call_native r10, r10, 2, send
    load_int r3, 0
    receive_start r3, r3
    load_int r4, -1
    receive_wait r4, r4, r3
    call_native r2, r10, 0, make_ref
    receive_fresh r5, r2
    receive_fresh r6, r1
    load_nil r7
    receive_fresh r7, r7
    array_new r0, r5, 3
    ret r0
.end
