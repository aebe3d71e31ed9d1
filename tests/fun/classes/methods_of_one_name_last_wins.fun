// section: 8.methods
class C()
  fun m(this) => 1
  fun m(this) => 2
  f = 1
  f = 2
print(C().m(), C().f) // > 2 2
