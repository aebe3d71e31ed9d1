// section: 12.suspension
class C(n)
  fun toString(this)
    return yield this.n
f = fiber(fn() => join([C(1), "b", C(2)], "-"))
print(f.resume(), f.resume("x"), f.resume("y")) // > 1 2 x-b-y
