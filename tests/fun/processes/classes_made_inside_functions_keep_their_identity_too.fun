// section: 13.messages
fun make(tag)
  class Local(v)
    fun show(this) => f"{tag}:{this.v}"
  return Local
A = make("a")
B = make("b")
fun child(parent)
  receive
    case [x, y, z]
      parent ! [x, class_of(x) is class_of(z), class_of(x) is class_of(y), x.show() + y.show()]
pid = spawn(child, self())
pid ! [A(1), B(2), A(3)]
receive
  case [x, same, other, text] => print(class_of(x) is A, same, other, text) // > true true false a:1b:2
