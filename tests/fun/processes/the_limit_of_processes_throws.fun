// section: 13.spawn
// limits: --max-processes=3
fun idle()
  receive
    case "stop" => nil
spawn(idle)
a = spawn(idle)
try
  spawn(idle)
catch e
  print(e) // > LimitError: too many processes
a ! "stop"
print(wait(a) in ["normal", "noproc"]) // > true
print(kind(spawn(idle))) // > Pid
