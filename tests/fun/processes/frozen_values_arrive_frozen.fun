// section: 13.messages
fun child(parent)
  receive
    case v
      try
        push(v, 1)
      catch e
        parent ! [is_frozen(v), e.kind, v]
pid = spawn(child, self())
pid ! freeze([1, [2]])
receive
  case m => print(m) // > [true, FrozenError, [1, [2]]]
