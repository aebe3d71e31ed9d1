// section: 15.server
import server
slow = {
  init: fn(x) => x,
  handle_call: fn(msg, from, s)
    sleep(20)
    return ["reply", "late", s]
}
s = server.start(slow)
try
  server.call(s, "x", 1)
catch e
  print(e) // > Timeout: timed out after 1 ms
server.stop(s)
print(mailbox_len()) // > 0
