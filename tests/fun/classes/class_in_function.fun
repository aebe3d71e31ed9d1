// section: 8.inheritance
fun make(base_name)
  class Base(x)
    fun who(this) => base_name
  class Sub(x) extends Base
    y = 1
  return Sub
S1 = make("one")
S2 = make("two")
print(S1(1).who(), S2(1).who()) // > one two
print(instance_of(S1(1), S1), instance_of(S1(1), S2)) // > true false
