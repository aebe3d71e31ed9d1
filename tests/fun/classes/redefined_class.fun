// section: 3.redefine 8.methods
class C()
  fun m(this) => "first"
old = C()
print(old.m()) // > first
class C()
  fun m(this) => "second"
print(C().m(), old.m()) // > second first
