// section: 10.match
// stderr: MatchError: no case matches "x"
// stderr: (at uncaught.fun:8 in pick)
// stderr:    8 | match v
// exit: 1
fun pick(v)
  print("before") // > before
  match v
    case 1 => 2
pick("x")
