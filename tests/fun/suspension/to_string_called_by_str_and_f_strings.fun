// section: 12.suspension
class C(n)
  fun toString(this)
    return "C" + (yield this.n)
f = fiber(fn() => str(C(1)) + f"<{C(2)}>")
print(f.resume(), f.resume("x"), f.resume("y")) // > 1 2 Cx<Cy>
