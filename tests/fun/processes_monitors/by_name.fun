// section: 13.monitors 13.names
fun child()
  receive
    case "go" => exit_self("x")
pid = spawn(child)
register("kid", pid)
ref = monitor("kid")
print(process_info(self()).monitors) // > [kid]
"kid" ! "go"
receive
  case ["DOWN", ^ref, kind, who, why] => print(kind, who, why) // > process kid x
ref = monitor("kid")
receive
  case ["DOWN", ^ref, _, who, why] => print(who, why) // > kid noproc
