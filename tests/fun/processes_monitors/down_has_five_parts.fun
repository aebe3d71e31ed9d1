// section: 13.monitors
fun child()
  receive
    case "go" => exit_self({why: [1, 2]})
pid = spawn(child)
ref = monitor(pid)
pid ! "go"
receive
  case m => print(len(m), m[0], m[1] == ref, m[2], m[3] == pid, m[4]) // > 5 DOWN true process true {"why": [1, 2]}
