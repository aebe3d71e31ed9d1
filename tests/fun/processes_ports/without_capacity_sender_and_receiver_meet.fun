// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 14.ports
p = port(0)
print(p.send("nobody is there", 5), p.len(), p.try_recv()) // > false 0 [false, nil]
me = self()
spawn(fn()
  me ! ["sent", p.send("hello")]
)
sleep(5)
print(mailbox_len(), p.len()) // > 0 0
print(p.recv(), receive_any()) // > hello [sent, true]

// What an ended process was about to send is not sent.
gone = spawn(fn() => p.send("from the dead"))
sleep(5)
exit (gone, "kill")
wait(gone)
print(p.recv(5)) // > nil
