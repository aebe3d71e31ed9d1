// section: 15.server
// stderr: ValueError: broken
import server
bad = {
  init: fn(x) => x,
  handle_call: fn(msg, from, s) => error("broken", "ValueError"),
  terminate: fn(reason, s) => print("terminate", reason.message, s)
}
s = server.start(bad, "state")
try
  server.call(s, "x") // > terminate broken state
catch e
  print(e.kind, e.data.kind) // > ExitError ValueError
