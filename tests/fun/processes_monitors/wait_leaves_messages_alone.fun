// section: 13.monitors
fun child(parent)
  parent ! "a"
  parent ! "b"
pid = spawn(child, self())
wait(pid)
print(receive_any(), receive_any(), mailbox_len()) // > a b 0
