// section: 15.server
// stderr: has no handle_info for "hello"
// stderr: TypeError: the server has no handle_call
import server
s = server.start({init: fn(x) => x})
s ! "hello"
sleep(2)
print(is_alive(s)) // > true
try
  server.call(s, 1)
catch e
  print(e.kind, e.data.message) // > ExitError the server has no handle_call
