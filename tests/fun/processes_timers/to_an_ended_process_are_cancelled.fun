// section: 13.timers
fun child()
  receive
    case "stop" => nil
pid = spawn(child)
t = send_after(100000, pid, "x")
pid ! "stop"
wait(pid)
sleep(2)
print(cancel_timer(t)) // > nil
print(kind(send_after(1, pid, "y"))) // > Ref
