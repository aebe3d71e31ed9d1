// section: 13.receive
me = self()
print(mailbox_len(), receive_any(0)) // > 0 nil
me ! 1
me ! 2
print(mailbox_len(), receive_any(), receive_any(1), receive_any(1)) // > 2 1 2 nil
f = receive_any
me ! "through a value"
print(f()) // > through a value
