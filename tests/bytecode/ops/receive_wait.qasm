; Messages are numbered as they come. What is looked at stays; what is taken is gone.
; expect: [0, "a", 1, "b", 1, nil]
; needs: native self
; needs: native send
.native self
.native send
.function main main ()
    call_native r0, r10, 0, self
    move r2, r0
    load_const r3, "a"
    call_native r1, r1, 2, send
    move r2, r0
    load_const r3, "b"
    call_native r1, r1, 2, send
    load_int r10, 0
    receive_start r10, r10
    load_int r4, -1
    receive_wait r4, r4, r10
    receive_get r5, r4
    receive_wait r6, r4, r10
    receive_get r7, r6
    receive_take r4
    load_int r8, -1
    receive_wait r8, r8, r10
    receive_take r8
    receive_wait r9, r8, r10
    array_new r0, r4, 6
    ret r0
.end
