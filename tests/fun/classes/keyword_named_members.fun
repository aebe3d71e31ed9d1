// section: 1.identifiers 8.methods
class C()
  fun in(this) => "in"
  fun not(this) => "not"
  fun class(this) => "class"
c = C()
c.if = 5
print(c.in(), c.not(), c.class(), c.if) // > in not class 5
