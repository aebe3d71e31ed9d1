// section: 13.monitors
fun child()
  receive
    case "go" => nil
pid = spawn(child)
a = monitor(pid)
b = monitor(pid)
print(demonitor(a), demonitor(a)) // > true true
pid ! "go"
print(wait(pid) in ["normal", "noproc"]) // > true
sleep(3)
print(mailbox_len(), demonitor(b, true), mailbox_len()) // > 1 true 0
print(demonitor(make_ref())) // > true
