// section: 13.exits
// stderr: ValueError: bad
// stderr: Uncaught: [1, "x"]
fun why(f)
  [pid, ref] = spawn_monitor(f)
  receive
    case ["DOWN", ^ref, _, _, reason] => return reason
fun throws() => error("bad", "ValueError")
fun throws_array()
  throw [1, "x"]
print(why(fn() => 5)) // > normal
print(why(fn() => exit_self("bye"))) // > bye
print(why(fn() => exit_self({n: 1}))) // > {"n": 1}
e = why(throws)
print(e.kind, e.message, e.trace[0]["function"]) // > ValueError bad throws
print(why(throws_array)) // > [nocatch, [1, x]]
print(why(fn() => send_exit(self(), "self"))) // > self
