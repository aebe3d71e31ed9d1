// section: 13.monitors
fun watched()
  receive
    case "stop" => nil
pid = spawn(watched)
w = spawn(fn() => monitor(pid))
wait(w)
sleep(2)
print(process_info(pid).monitored_by) // > []
