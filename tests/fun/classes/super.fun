// section: 8.super
class A(x)
  fun m(this, k) => "A.m " + k + this.x
  fun t(this) => this.m("t")
  fun _construct(this, x)
    this.count = (this.count ?? 0) + 1
class B(x) extends A
  fun m(this, k) => "B+" + super.m(k)
  fun again(this)
    super._construct(this.x)
    return this.count
  fun from_fn(this)
    f = fn(k) => super.m(k)
    return f("z")
class C(x) extends B
  fun m(this, k) => "C+" + super.m(k)
c = C("x")
print(c.m("k"), c.t()) // > C+B+A.m kx C+B+A.m tx
print(c.from_fn()) // > A.m zx
print(B("y").again()) // > 2
