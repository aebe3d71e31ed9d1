// section: 15.server
import server
me = self()
s = {
  init: fn(x) => x,
  handle_call: fn(msg, from, state) => ["stop", msg, "last words", state],
  handle_cast: fn(msg, state) => ["stop", msg, state],
  terminate: fn(reason, state) => me ! ["terminated", reason, state]
}
a = server.start(s, 1)
ref = monitor(a)
print(server.call(a, "enough")) // > last words
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > enough
b = server.start(s, 2)
ref = monitor(b)
server.cast(b, ["any", "reason"])
receive
  case ["DOWN", ^ref, _, _, why] => print(why) // > [any, reason]
c = server.start(s, 3)
server.stop(c, "asked")
print(receive_any(), receive_any(), receive_any()) // > [terminated, enough, 1] [terminated, [any, reason], 2] [terminated, asked, 3]
try
  server.stop(c)
catch e
  print(e.data) // > noproc
