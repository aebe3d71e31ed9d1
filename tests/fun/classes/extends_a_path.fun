// section: 8.inheritance
class Base(x)
  fun who(this) => "base " + to_string(this.x)
space = {kinds: {Base: Base}}
class Derived(x) extends space.kinds.Base
  y = 2
d = Derived(1)
print(d.who(), instance_of(d, Base)) // > base 1 true
