// section: 15.server
import server
me = self()
idle = {
  init: fn(x) => ["ok", 0, 5],
  handle_info: fn(msg, n)
    me ! [msg, n]
    return n < 2 ? ["noreply", n + 1, 2] : ["noreply", n + 1]
}
s = server.start(idle)
print(receive_any(), receive_any(), receive_any()) // > [timeout, 0] [timeout, 1] [timeout, 2]
sleep(10)
print(mailbox_len()) // > 0
