// section: 13.timers 13.names
send_after(4, "later", "hi")
register("later", self())
print(receive_any(1000)) // > hi
unregister("later")
send_after(1, "later", "dropped")
sleep(5)
print(mailbox_len()) // > 0
