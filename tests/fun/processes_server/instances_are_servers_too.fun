// section: 15.server
import server
class Stack()
  fun init(this, first) => [first]
  fun handle_call(this, msg, from, items)
    return match msg
      case ["push", x] => ["reply", len(items) + 1, items + [x]]
      case "all" => ["reply", items, items]
s = server.start(Stack(), "a")
print(server.call(s, ["push", "b"]), server.call(s, "all")) // > 2 [a, b]
