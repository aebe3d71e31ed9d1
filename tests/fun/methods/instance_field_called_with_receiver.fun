// section: 5.method-instance
class C(n)
  f = fn(this, k) => this.n + k
  fun m(this, k) => this.n * k
c = C(10)
print(c.f(1), c.m(2)) // > 11 20
c.m = fn(this, k) => "field"
print(c.m(2)) // > field
d = C(1)
d.g = 5
print(d.keys()) // > [n, f, g]
