// section: 13.sees
base = [1, 2]
fun inner() => base
fun outer() => inner()
class Holder(x)
  fun get(this) => outer()[this.x] + extra
extra = 100
fun child(parent, h)
  parent ! h.get()
spawn(child, self(), Holder(1))
receive
  case n => print(n) // > 102
