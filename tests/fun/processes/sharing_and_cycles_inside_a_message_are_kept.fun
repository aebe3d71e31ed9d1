// section: 13.messages
fun child(parent)
  receive
    case [a, b, m]
      parent ! [a is b, m.me is m, len(a)]
pid = spawn(child, self())
shared = [1, 2, 3]
m = {}
m["me"] = m
pid ! [shared, shared, m]
receive
  case r => print(r) // > [true, true, 3]
