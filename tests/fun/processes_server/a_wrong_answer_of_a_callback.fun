// section: 15.server
// stderr: a server callback returned 42
import server
s = server.start({init: fn(x) => x, handle_call: fn(m, f, s) => 42})
try
  server.call(s, 1)
catch e
  print(e.data.kind) // > ValueError
