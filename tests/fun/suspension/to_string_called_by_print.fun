// section: 12.suspension
class C(n)
  fun toString(this)
    return "C" + (yield this.n)
f = fiber(fn() => print("a", C(1), C(2)))
print(f.resume()) // > 1
print(f.resume("x")) // > 2
f.resume("y") // > a Cx Cy
