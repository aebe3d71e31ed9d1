; Taking a message that is not there, or what is no number, does nothing.
; expect: 0
; needs: native mailbox_len
.native mailbox_len
.function main main ()
    load_int r0, 3
    receive_take r0
    load_nil r0
    receive_take r0
    call_native r0, r0, 0, mailbox_len
    ret r0
.end
