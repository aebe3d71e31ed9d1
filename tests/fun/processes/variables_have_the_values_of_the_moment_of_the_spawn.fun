// section: 13.sees
v = "before"
fun child(parent) => parent ! v
spawn(child, self())
v = "after"
receive
  case x => print(x) // > before
