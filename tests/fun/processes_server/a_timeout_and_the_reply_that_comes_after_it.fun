// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.server
import server
slow = {
  init: fn(x) => x,
  handle_call: fn(msg, from, s)
    sleep(300)
    return ["reply", "late", s]
}
s = server.start(slow)
try
  server.call(s, "x", 1)
catch e
  print(e) // > Timeout: timed out after 1 ms
server.stop(s)
print(mailbox_len()) // > 0
