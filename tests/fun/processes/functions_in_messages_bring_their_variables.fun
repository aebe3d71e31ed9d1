// section: 13.sees 13.messages
table = {a: 1}
fun look(k) => table[k]
fun child(parent)
  receive
    case f
      parent ! f("a")
  receive
    case g
      parent ! g("a")
pid = spawn(child, self())
pid ! look
receive
  case n => print(n) // > 1
table = {a: 2}
pid ! look
receive
  case n => print(n) // > 1
