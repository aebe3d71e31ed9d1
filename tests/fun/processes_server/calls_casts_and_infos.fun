// section: 15.server
import server
fun answer(msg, from, n)
  return match msg
    case "get" => ["reply", n, n]
    case ["add", k] => ["reply", "added", n + k]
counter = {
  init: fn(n) => n, handle_call: answer, handle_cast: fn(msg, n) => ["noreply", n + msg],
  handle_info: fn(msg, n) => ["noreply", n * 10]
}
s = server.start(counter, 5)
print(server.call(s, "get"), server.call(s, ["add", 2]), server.call(s, "get")) // > 5 added 7
server.cast(s, 3)
print(server.call(s, "get")) // > 10
s ! "anything"
print(server.call(s, "get"), mailbox_len()) // > 100 0
server.stop(s)
print(is_alive(s)) // > false
