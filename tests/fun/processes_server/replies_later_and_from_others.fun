// section: 15.server
import server
late = {
  init: fn(x) => [],
  handle_call: fn(msg, from, waiting)
    if msg == "wait"
      return ["noreply", waiting + [from]]
    for f in waiting
      server.reply(f, msg)
    return ["reply", len(waiting), []]
}
s = server.start(late)
me = self()
for i in range(3)
  spawn(fn() => me ! server.call(s, "wait"))
while server.call(s, "ping", nil) == 0 and mailbox_len() < 3
  sleep(1)
while mailbox_len() < 3
  server.call(s, "ping")
  sleep(1)
print(receive_any(), receive_any(), receive_any()) // > ping ping ping
// fuel-varies: it is asked until all wait
